"""Who and where: the record of acts, the territory, the people of the service, the register."""

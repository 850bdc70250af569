"""Import of a 100,000-row roster, file to committed rows, beside what pandas with openpyxl needs only to read the file.

    python bench/bench_import.py [--rows 100000] [--home DIR]

Prints both times, their ratio and the peak memory of the importing process. Each measurement runs in a process of
its own; the import runs under the application's role, behind row-level security.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

COMMUNITY = "360103005002"
SITES = ("春禾苑", "枫林花园", "锦绣小区", "翠竹家园", "荷塘新村", "金桂公寓", "银杏里", "紫薇名邸")
HEADERS = (
    *(
        "序号",
        "社区",
        "网格",
        "小区",
        "楼栋",
        "单元",
        "房号",
        "姓名",
        "性别",
        "身份证号",
        "出生日期",
    ),
    *("与户主关系", "联系电话", "工作单位", "居住类型", "车牌号", "备注"),
)


def main() -> None:
    """Run one step when asked by the parent process, all of them otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--step", choices=STEPS, help="used by the bench itself")
    parser.add_argument("--file", type=Path)
    given = parser.parse_args()
    if given.step:
        print(json.dumps(STEPS[given.step](given)))
        return
    with tempfile.TemporaryDirectory() as folder:
        home = given.home or Path(folder, "home")
        os.environ["GRIDWARD_HOME"] = str(home)
        file = given.file or Path(folder, "roster.xlsx")
        compare(file, given.rows)


def compare(file: Path, rows: int) -> None:
    """Make file and territory, then measure both."""
    from gridward.kernel.database.use import database_in_use

    with database_in_use():
        step("prepare", file, rows, role="owner")
        ours = step("import", file, rows)
        pandas = step("pandas", file, rows)
        again = step("import", file, rows)
    counts = ours["counts"]
    print(
        f"rows {counts['rows']}: " + ", ".join(f"{k} {v}" for k, v in counts.items() if k != "rows")
    )
    print(
        f"pandas + openpyxl, reading only   {pandas['seconds']:7.2f} s   peak {pandas['peak']:5.0f} MB"
    )
    print(
        f"gridward, to committed rows       {ours['seconds']:7.2f} s   peak {ours['peak']:5.0f} MB"
    )
    print(f"ratio                             {ours['seconds'] / pandas['seconds']:7.2f}")
    print(
        f"the same file again, unchanged    {again['seconds']:7.2f} s   peak {again['peak']:5.0f} MB"
        f"   unchanged {again['counts']['unchanged']}"
    )


def step(name: str, file: Path, rows: int, role: str = "app") -> dict[str, Any]:
    """One step in a process of its own."""
    command = [sys.executable, __file__, "--step", name, "--file", str(file), "--rows", str(rows)]
    environment = {**os.environ, "GRIDWARD_DATABASE_ROLE": role}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def with_django() -> None:
    """Django with the settings of the house."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gridward.config.settings")
    django.setup()


def prepare(given: argparse.Namespace) -> dict[str, Any]:
    """Tables, one community with its dwellings, and the file."""
    with_django()
    from django.core.management import call_command

    from gridward.kernel.database.connection import connection_parameters
    from gridward.kernel.rows import grant_application

    call_command("migrate", verbosity=0)
    grant_application(connection_parameters("app")["user"])
    people = list(make_people(given.rows))
    make_territory({person[3:7] for person in people})
    if not given.file.exists():
        write_file(given.file, people)
    return {"bytes": given.file.stat().st_size}


def make_people(rows: int) -> Iterator[tuple[Any, ...]]:
    """Rows of the file: three to a door, numbers in the area that nobody lives in."""
    from datetime import date, timedelta
    from random import Random

    from stdnum.iso7064 import mod_11_2

    from gridward.fiction.vocabulary import GIVEN

    rng = Random(1)
    surnames = "王李张刘陈杨黄赵周吴胡徐熊孙万罗朱高林何郭谢马曾余涂梁宋郑邓"
    for number in range(rows):
        door = number // 3
        site, rest = door % len(SITES), door // len(SITES)
        building, rest = 1 + rest % 40, rest // 40
        unit, rest = 1 + rest % 3, rest // 3
        floor, room = 1 + (rest // 4) % 33, 1 + rest % 4
        born = f"{date(1940, 1, 1) + timedelta(days=number % 25_000):%Y%m%d}"
        first = f"360199{born}{100 + number // 25_000 * 7 + number % 7:03d}"
        identity = first + mod_11_2.calc_check_digit(first)
        male = int(first[16]) % 2 == 1
        given_name = "".join(
            rng.choices(GIVEN["male" if male else "female", 1], k=rng.choice((1, 2, 2)))
        )
        yield (
            number + 1, "朱紫巷社区", f"{1 + site % 8}网格", SITES[site], f"{building}栋", f"{unit}单元",
            f"{floor}{room:02d}", rng.choice(surnames) + given_name, "男" if male else "女", identity,
            f"{born[:4]}-{born[4:6]}-{born[6:]}", ("户主", "配偶", "子")[number % 3],
            f"13{rng.randrange(10**9):09d}" + ("" if number % 10 else "/0791-81234567"),
            rng.choice(("", "", "禾丰贸易有限公司", "远帆科技有限公司", "退休")), ("自住", "租住", "借住")[door % 3],
            f"赣A{number % 100000:05d}" if number % 4 == 0 else "", "",
        )  # fmt: skip


def make_territory(doors: set[tuple[str, ...]]) -> None:
    """A community with eight base grids and every door of the file."""
    from datetime import date

    from gridward.ground.territory.models import Building, Division, Dwelling, Grid, Site, Unit

    if Division.objects.filter(code=COMMUNITY).exists():
        return
    district = Division.objects.create(code="360103", name="西湖区", level="district")
    street = Division.objects.create(
        code=COMMUNITY[:9], name="西湖街道", level="street", parent=district
    )
    community = Division.objects.create(
        code=COMMUNITY, name="朱紫巷社区", level="community", parent=street
    )
    grids = [
        Grid.objects.create(
            code=f"{COMMUNITY}{n:03d}", name=f"第{n}网格", kind="base" if n else "community",
            street=street, community=community, valid_from=date(2022, 4, 1),
        )
        for n in range(len(SITES) + 1)
    ]  # fmt: skip
    where = {name: {"street": street, "grid": grids[n + 1]} for n, name in enumerate(SITES)}
    sites = {name: Site.objects.create(kind="compound", name=name, **where[name]) for name in SITES}
    buildings, units, dwellings = {}, {}, []
    for site, building, unit, room in sorted(doors):
        place = where[site]
        if (site, building) not in buildings:
            buildings[site, building] = Building(
                site=sites[site], name=building, number_key=building[:-1], **place
            )
        house = buildings[site, building]
        if (house.pk, unit) not in units:
            units[house.pk, unit] = Unit(building=house, number_key=unit[0], **place)
        dwellings.append(
            Dwelling(
                building=house, unit=units[house.pk, unit], floor=int(room[:-2]), room=room,
                label=f"{building}{unit}{room}", **place,
            )
        )  # fmt: skip
    Building.objects.bulk_create(buildings.values())
    Unit.objects.bulk_create(units.values())
    Dwelling.objects.bulk_create(dwellings, batch_size=5000)


def write_file(file: Path, people: list[tuple[Any, ...]]) -> None:
    """The workbook, texts as texts."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(file), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("名册")
        sheet.write_row(0, 0, HEADERS)
        for number, person in enumerate(people, 1):
            for column, value in enumerate(person):
                if value != "":
                    (sheet.write_number if isinstance(value, int) else sheet.write_string)(
                        number, column, value
                    )


def import_once(given: argparse.Namespace) -> dict[str, Any]:
    """The whole way: the file from disk to committed rows."""
    with_django()
    from gridward.ground.register.services.rosters import import_file
    from gridward.ground.staff.access import operator
    from gridward.ground.territory.models import Division
    from gridward.kernel.access import Actor
    from gridward.kernel.rows import acting

    with acting(Actor(None, "bench")):
        actor = operator("bench", Division.objects.get(code=COMMUNITY))
    started = time.perf_counter()
    counts = import_file(actor, COMMUNITY, given.file)
    return {"seconds": time.perf_counter() - started, "peak": peak(), "counts": counts}


def read_with_pandas(given: argparse.Namespace) -> dict[str, Any]:
    """What many start from: only reading the file."""
    import pandas

    started = time.perf_counter()
    frame = pandas.read_excel(given.file, engine="openpyxl", dtype=str)
    return {"seconds": time.perf_counter() - started, "peak": peak(), "rows": len(frame)}


def peak() -> float:
    """Peak resident memory of this process in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS = {"prepare": prepare, "import": import_once, "pandas": read_with_pandas}

if __name__ == "__main__":
    main()

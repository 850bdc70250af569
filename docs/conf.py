"""Sphinx: the documentation as pages, built by `make docs` without a network."""

project = "Gridward 网格卫"
author = "The Gridward team"
project_copyright = "The Gridward team, Apache-2.0"
extensions = ["myst_parser"]
exclude_patterns = ["_build"]
language = "en"
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = project
html_show_sourcelink = False
html_last_updated_fmt = None
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#1f5f8b", "color-brand-content": "#1f5f8b"},
    "dark_css_variables": {"color-brand-primary": "#7fb3d5", "color-brand-content": "#7fb3d5"},
}

-- Which indicators a theme reads; an indicator may stand under several. A code list.
--
-- theme: code of the theme
-- indicator: code of the indicator
select
    theme,
    indicator
from codelist('indicator_theme')
order by theme, indicator

-- The current figures as one table, and a ranking with growth and share as a function, which
-- PostGraphile shows in GraphQL. serve_rival.py copies the figures in between the two parts.
CREATE TABLE figure (
  place_code text NOT NULL, place text NOT NULL, indicator text NOT NULL, period text NOT NULL,
  measure text NOT NULL, value numeric NOT NULL, unit text NOT NULL, decimals integer, status text,
  source text, released text
);
--
-- In one unit, as our answers are.
UPDATE figure SET
  value = value * CASE unit WHEN '元' THEN 0.00000001 WHEN '万元' THEN 0.0001 ELSE 10000 END,
  unit = '亿元'
WHERE unit IN ('元', '万元', '万亿元');
CREATE INDEX ON figure (indicator, period, measure, place_code);
VACUUM ANALYZE figure;

CREATE TYPE standing AS (
  rank integer, place_code text, place text, value numeric, growth numeric, share numeric
);
CREATE FUNCTION ranking(indicator_id text, during text, places text[]) RETURNS SETOF standing
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT rank() OVER (ORDER BY level.value DESC)::integer, level.place_code, level.place,
         level.value, growth.value, level.value / sum(level.value) OVER () * 100
  FROM figure AS level
  LEFT JOIN figure AS growth
    ON growth.place_code = level.place_code AND growth.indicator = indicator_id
       AND growth.period = during AND growth.measure = 'growth_yoy'
  WHERE level.indicator = indicator_id AND level.period = during AND level.measure = 'level'
        AND level.place_code = ANY (places)
  ORDER BY 1
$$;

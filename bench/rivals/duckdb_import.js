// DuckDB's CSV reader into a durable file: node duckdb_import.js FIGURES.csv OUT.duckdb
const { DuckDBInstance } = require('@duckdb/node-api');

async function main() {
  const [csv, out] = process.argv.slice(2);
  const instance = await DuckDBInstance.create(out, { threads: process.env.THREADS || '2' });
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE figures (place_code VARCHAR, place VARCHAR, indicator VARCHAR,
    period VARCHAR, measure VARCHAR, value DECIMAL(18,3), unit VARCHAR, decimals TINYINT,
    status VARCHAR, source VARCHAR, released VARCHAR)`);
  await connection.run(`INSERT INTO figures SELECT * FROM read_csv('${csv}', header=true)`);
  await connection.run('CHECKPOINT');
  const answer = await connection.runAndReadAll(
    'SELECT count(*)::VARCHAR, sum(value)::VARCHAR FROM figures');
  console.log(answer.getRows()[0].join(' '));
}

main();

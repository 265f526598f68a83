// Opens a DuckDB file and answers one question: node duckdb_answer.js FILE PLACE INDICATOR PERIOD
const { DuckDBInstance } = require('@duckdb/node-api');

async function main() {
  const [path, place, indicator, period] = process.argv.slice(2);
  const instance = await DuckDBInstance.create(path, {
    access_mode: 'READ_ONLY', threads: process.env.THREADS || '2' });
  const connection = await instance.connect();
  const answer = await connection.runAndReadAll(
    `SELECT value::VARCHAR FROM figures
     WHERE place_code = '${place}' AND indicator = '${indicator}' AND period = '${period}'`);
  console.log(answer.getRows()[0][0]);
}

main();

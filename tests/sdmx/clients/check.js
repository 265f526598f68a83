// Reads a running server with clients from npm. node check.js http://127.0.0.1:8080/sdmx/2.1
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { shapes } from './shapes.js';

const require = createRequire(import.meta.url);
const { default: Ajv } = require('ajv');
const { default: formats } = require('ajv-formats');
const sdmx = require('sdmx-rest');
const parser = require('sdmx-json-parser');

const base = process.argv[2];
const json = (version) => `application/vnd.sdmx.data+json;version=${version}.0.0`;
const get = async (path, accept = '*/*') => {
  const answer = await fetch(base + path, { headers: { Accept: accept } });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};
const checks = [];
const check = (name, run) => checks.push([name, run]);

const service = sdmx.getService({ url: base, api: 'v1.5.0', id: 'DB', name: 'Duibiao' });

check('sdmx-rest reads data', async () => {
  const query = sdmx.getDataQuery({ flow: 'DB,CITY,1.0', key: 'M.330300+330200..YTD', start: '2025', lastNObs: 1 });
  const text = await sdmx.request(query, service, { headers: { accept: sdmx.data.DataFormat.SDMX_JSON_1_0_0 } });
  const [set] = JSON.parse(text).data.dataSets;
  assert.ok(Object.keys(set.series).length > 1);
  for (const one of Object.values(set.series)) assert.equal(Object.keys(one.observations).length, 1);
});
check('sdmx-rest reads every kind of structure', async () => {
  for (const resource of ['dataflow', 'datastructure', 'codelist', 'conceptscheme', 'agencyscheme', 'contentconstraint']) {
    const text = await sdmx.request(sdmx.getMetadataQuery({ resource, agency: 'all' }), service);
    assert.ok(text.includes('<mes:Structures><str:'), resource);
  }
});
check('sdmx-rest reads availability', async () => {
  const text = await sdmx.request(sdmx.getAvailabilityQuery({ flow: 'DB,CITY,1.0', key: 'M...' }), service);
  assert.ok(text.includes('330300'));
});
check('sdmx-rest sees 404', async () => {
  const query = sdmx.getDataQuery({ flow: 'DB,CITY,1.0', key: 'M.999999..' });
  await assert.rejects(sdmx.request(query, service), /404/);
});
check('sdmx-json-parser reads SDMX-JSON 2.0', async () => {
  const Parser = parser.SDMXParser ?? parser.default ?? parser;
  const one = new Parser();
  const headers = new Headers({ Accept: json(2), 'Accept-Language': 'en' });
  await one.getDatasets(`${base}/data/CITY/M.330300.exports.YTD?startPeriod=2025-07&endPeriod=2025-07`, { headers });
  assert.equal(one.getName(), 'City indicators');
  const [row] = one.getData();
  assert.equal(row.REF_AREA, 'Wenzhou');
  assert.equal(row.TIME_PERIOD, '2025-07');
  assert.ok(row.value > 0);
});
check('SDMX-JSON has the shape of its standard', async () => {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  formats(ajv);
  const folder = process.env.DUIBIAO_SDMX_SCHEMAS;
  for (const version of [1, 2]) {
    const wanted = [shapes[version]];
    if (folder) {
      const official = JSON.parse(fs.readFileSync(`${folder}/data-${version}.0.json`));
      delete official.id;
      delete official.$schema;
      wanted.push(official);
    }
    for (const words of ['', 'dimensionAtObservation=AllDimensions', 'dimensionAtObservation=REF_AREA',
      'detail=dataonly', 'detail=serieskeysonly', 'includeHistory=true', 'timeFormat=range']) {
      const { text, type } = await get(`/data/CITY/M.330300+330200.exports+gdp.?startPeriod=2019&${words}`, json(version));
      assert.equal(type, json(version));
      for (const schema of wanted) {
        const valid = ajv.compile(schema);
        assert.ok(valid(JSON.parse(text)), `${version} ${words}: ${JSON.stringify(valid.errors?.slice(0, 3))}`);
      }
    }
  }
});
check('SDMX-CSV has a cell for every column', async () => {
  for (const version of ['1.0.0', '2.0.0']) {
    const { text } = await get('/data/CITY/M.330300..', `application/vnd.sdmx.data+csv;version=${version}`);
    const cells = (line) => line.replace(/"([^"]|"")*"/g, '').split(',').length;
    const [head, ...rows] = text.trimEnd().split('\r\n').map(cells);
    assert.ok(rows.length > 10);
    for (const row of rows) assert.equal(row, head);
  }
});
check('refusals carry the numbers of the standard', async () => {
  for (const [path, status, code] of [['/data/CITY/M', 400, 140], ['/data/NONE/all', 404, 100],
    ['/metadata/x', 501, 501], ['/data/CITY/all?dimensionAtObservation=X', 403, 150]]) {
    const answer = await get(path, 'application/json');
    assert.equal(answer.status, status, path);
    assert.equal(JSON.parse(answer.text).errors[0].code, code, path);
  }
  assert.equal((await get('/data/CITY/all', 'image/png')).status, 406);
});

let failed = 0;
for (const [name, run] of checks) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL  ${name}: ${error.message}`);
  }
}
process.exit(failed ? 1 : 0);

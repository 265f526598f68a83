// What SDMX-JSON data messages 1.0 and 2.0 must look like, as far as readers rely on it: a short
// restatement of the standard's schemas (github.com/sdmx-twg/sdmx-json), which
// DUIBIAO_SDMX_SCHEMAS may name a folder of (data-1.0.json, data-2.0.json) to be checked as well.
const id = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_-]*$' };
const code = { type: 'string', pattern: '^[A-Za-z0-9_@$-]+$' };
const names = { type: 'object', additionalProperties: { type: 'string' } };
const indices = { type: 'array', items: { type: 'integer', minimum: 0 } };
const numbered = (values) => ({
  type: 'object',
  patternProperties: { '^[0-9]+(:[0-9]+)*$': values },
  additionalProperties: false,
});
const moment = { type: 'string', format: 'date-time' };

function message(two) {
  const target = two ? 'urn' : 'href';
  const links = {
    type: 'array',
    items: { type: 'object', required: [target, 'rel'], properties: { href: { type: 'string', format: 'uri' } } },
  };
  const dimensionValue = {
    type: 'object',
    required: ['id', 'name'],
    properties: { id: code, name: { type: 'string' }, names, start: moment, end: moment },
  };
  const dimension = {
    type: 'object',
    required: ['id', 'keyPosition', 'values'],
    properties: {
      id,
      keyPosition: { type: 'integer', minimum: 0 },
      roles: { type: 'array', items: id },
      role: id,
      values: { type: 'array', uniqueItems: true, minItems: two ? 1 : 0, items: two
        ? { oneOf: [dimensionValue, { type: 'object', required: ['value'] }] } : dimensionValue },
    },
  };
  const attributeValue = two
    ? { oneOf: [{ type: 'object', required: ['id', 'name'] }, { type: 'object', required: ['value'] }] }
    : { type: 'object', properties: { id: code, name: { type: 'string' } } };
  const attribute = {
    type: 'object',
    required: two ? ['id', 'relationship', 'values'] : ['id', 'values'],
    not: { required: ['keyPosition'] },
    properties: { id, values: { type: 'array', uniqueItems: true, minItems: two ? 1 : 0, items: attributeValue } },
  };
  const components = (one) => ({
    type: 'object',
    properties: Object.fromEntries(['dataSet', 'series', 'observation'].map((at) =>
      [at, { type: 'array', uniqueItems: true, items: one }])),
    additionalProperties: false,
  });
  const structure = {
    type: 'object',
    required: two ? ['dimensions', 'dataSets'] : ['dimensions'],
    properties: {
      links, names, name: { type: 'string' }, dimensions: components(dimension), attributes: components(attribute),
      dataSets: { type: 'array', minItems: 1, items: { type: 'integer' } },
    },
  };
  const observations = numbered({ type: 'array', minItems: 1, items: { type: ['number', 'null'] } });
  const dataSet = {
    type: 'object',
    required: ['action', 'links'],
    properties: {
      structure: { type: 'integer' },
      action: { enum: ['Information', 'Append', 'Replace', 'Delete'] },
      validFrom: moment, validTo: moment, links, annotations: indices, attributes: indices, observations,
      series: numbered({
        type: 'object',
        properties: { annotations: indices, attributes: indices, observations },
        additionalProperties: false,
      }),
    },
  };
  return {
    type: 'object',
    required: ['meta', 'data'],
    properties: {
      meta: {
        type: 'object',
        required: ['schema', 'id', 'prepared', 'sender'],
        properties: { schema: { type: 'string', format: 'uri' }, id: code, prepared: moment,
          sender: { type: 'object', required: ['id'], properties: { id: code } } },
      },
      data: {
        type: 'object',
        required: [two ? 'structures' : 'structure', 'dataSets'],
        properties: {
          structure,
          structures: { type: 'array', minItems: 1, items: structure },
          dataSets: { type: 'array', items: dataSet },
        },
      },
      errors: { type: 'array', maxItems: 0 },
    },
  };
}

export const shapes = { 1: message(false), 2: message(true) };

// Writes src/services/contract.ts from docs/contracts/openapi.yaml: what each route of /api/v1 takes and answers, and the events
// of an answer. With --check it writes nothing and fails where the file is not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { compile } from 'json-schema-to-typescript';

const source = new URL('../docs/contracts/openapi.yaml', import.meta.url);
const target = new URL('./src/services/contract.ts', import.meta.url);
const contract = load(readFileSync(source, 'utf8'));

const follow = (node) =>
  node?.$ref
    ? node.$ref
        .split('/')
        .slice(1)
        .reduce((at, key) => at[key], contract)
    : node;

/** Documentation's examples are no types. */
function schema(node) {
  if (Array.isArray(node)) return node.map(schema);
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => !['example', 'examples'].includes(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [
      key,
      key === '$ref' ? value.replace('#/components/schemas/', '#/definitions/') : schema(value),
    ]),
  );
}

const object = (properties, required = Object.keys(properties)) => ({
  type: 'object',
  additionalProperties: false,
  properties,
  required,
});

function answerOf(operation) {
  const [, success] = Object.entries(operation.responses).find(([status]) => /^2/.test(status));
  return follow(success).content?.['application/json']?.schema;
}

function parametersOf(path, operation, place) {
  const all = [...(path.parameters ?? []), ...(operation.parameters ?? [])].map(follow);
  const some = all.filter((parameter) => parameter.in === place);
  if (some.length === 0) return undefined;
  const required = some.filter((parameter) => parameter.required).map(({ name }) => name);
  const entries = some.map(({ name, schema: type }) => [name, schema(type)]);
  return object(Object.fromEntries(entries), required);
}

function routeOf(path, operation) {
  const body = follow(operation.requestBody)?.content?.['application/json']?.schema;
  const answer = answerOf(operation);
  const query = parametersOf(path, operation, 'query');
  return object({
    ...(query && { query }),
    ...(body && { body: schema(body) }),
    ...(answer && { answer: schema(answer) }),
  });
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const routes = Object.entries(contract.paths)
  .filter(([name]) => name.startsWith('/api/v1/'))
  .flatMap(([name, path]) =>
    METHODS.filter((method) => path[method]).map((method) => [
      `${method.toUpperCase()} ${name}`,
      routeOf(path, path[method]),
    ]),
  );

const events = Object.entries(contract.components.schemas)
  .filter(([name]) => name.endsWith('Event'))
  .map(([name, event]) => [name.replace('Event', '').toLowerCase(), schema(event)]);

const definitions = schema(contract.components.schemas);
const written = await compile(
  {
    ...object({
      routes: object(Object.fromEntries(routes)),
      events: object(Object.fromEntries(events)),
    }),
    definitions,
  },
  'Contract',
  {
    additionalProperties: false,
    bannerComment: '// Made from docs/contracts/openapi.yaml by `npm run contract`. Do not edit.',
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 100 },
  },
);

if (!process.argv.includes('--check')) {
  writeFileSync(target, written);
} else if (readFileSync(target, 'utf8') !== written) {
  console.error(
    'src/services/contract.ts is not what docs/contracts/openapi.yaml says. Run: npm run contract',
  );
  process.exit(1);
}

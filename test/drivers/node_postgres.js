// node_postgres.js: newsext through node-postgres.  See run.sh.
'use strict';

const { Client } = require('pg');

const PARIS =
	'PARIS - “Energy prices have reached an unprecedented high,” Maria García told reporters in Paris on Tuesday.\n\n' +
	'Energy exports rose 40% this year, the ministry said.\n';
const TOKYO = 'TOKYO - John Smith of Toyota said sales fell to $1.2bn.\n';

let failures = 0;

function ok(condition, what) {
	console.log(condition ? 'ok' : 'not ok', what);
	if (!condition) failures++;
}

// The driver gives ranges as text: "[3,8)".
function slice(body, span) {
	const [, from, to] = /^\[(\d+),(\d+)\)$/.exec(span);
	return [...body].slice(from - 1, to - 1).join('');
}

async function main() {
	const db = new Client({ host: process.env.PGHOST, database: process.env.PGDATABASE, user: process.env.PGUSER });
	await db.connect();
	await db.query('CREATE SCHEMA node');
	await db.query('SET search_path = node, public');
	await db.query(
		'CREATE TABLE articles (id int PRIMARY KEY, body text, ' +
			'doc newsdoc GENERATED ALWAYS AS (to_newsdoc(body)) STORED)');
	await db.query('CREATE INDEX ON articles USING gin (doc)');
	await db.query('INSERT INTO articles (id, body) VALUES ($1, $2), ($3, $4)', [1, PARIS, 2, TOKYO]);

	const ids = async (sql, values) => (await db.query(sql, values)).rows.map((row) => row.id).join();
	const find = 'SELECT id FROM articles WHERE doc @@ $1 ORDER BY id';
	ok((await ids(find, ['person:garcia'])) === '1', 'finds a person');
	ok((await ids(find, ['amount > $1bn'])) === '2', 'finds an amount');
	ok(
		(await ids(find, ['quote(speaker:garcia & "unprecedented high") & claim(amount >= 30%)'])) === '1',
		'finds what was said and claimed');
	// prepared once, asked often
	for (const [query, expected] of [['gpe:paris', '1'], ['org:toyota', '2'], ['!gpe:paris', '2']])
		ok((await db.query({ name: 'find', text: find, values: [query] })).rows.map((r) => r.id).join() === expected,
			`prepared: ${query}`);
	ok(
		(await ids('SELECT id FROM articles WHERE doc @@ (news_query_person($1) | news_query_phrase($2)) ORDER BY id',
			['x") | !("', 'unprecedented high'])) === '1',
		'builds a query');

	let rows = (await db.query('SELECT body, mention, span FROM articles, news_mentions(doc)')).rows;
	ok(rows.length > 0 && rows.every((r) => slice(r.body, r.span) === r.mention), 'spans');
	rows = (await db.query('SELECT body, quote, span FROM articles, news_quotes(doc)')).rows;
	ok(rows.every((r) => slice(r.body, r.span) === r.quote), 'spans of quotations');

	rows = (await db.query('SELECT entity, aliases FROM articles, news_entities(doc)')).rows;
	ok(rows.length > 0 && rows.every((r) => Array.isArray(r.aliases)), 'arrays');
	const json = (await db.query('SELECT doc::jsonb FROM articles WHERE id = 1')).rows[0].doc;
	ok(json.entities.some((e) => e.entity === 'Maria García' && e.label === 'PERSON'), 'a document as JSON');

	// A document in binary, and back as a parameter in binary.
	const binary = (await db.query({ text: 'SELECT newsdoc_send(doc) AS sent, doc FROM articles WHERE id = 1' })).rows[0];
	ok(Buffer.isBuffer(binary.sent) && binary.doc.startsWith('{'), 'a document in binary and as text');
	ok(
		(await db.query('SELECT $1::newsdoc = doc AS same FROM articles WHERE id = 1', [binary.doc])).rows[0].same,
		'a document bound as text');

	try {
		await db.query(find, ['person:']);
		ok(false, 'an error');
	} catch (error) {
		ok(error.code === '42601' && /character 8/.test(error.detail) && error.hint, 'an error with detail and hint');
	}
	await db.query('DROP SCHEMA node CASCADE');
	await db.end();
}

main().then(
	() => process.exit(failures ? 1 : 0),
	(error) => {
		console.error(error);
		process.exit(1);
	});

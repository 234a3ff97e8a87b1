// PostGraphile 5 with its aggregates plug-in on the same tables. Given to it, because it lacks them: percentiles and a plain
// row count as aggregates, hours and weeks of a time in microseconds as groups, a window of time as a condition, and how long
// something took as a computed column (aggregates.sql).
import { createServer } from 'node:http'
import { PgAggregatesPreset } from '@graphile/pg-aggregates'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { sql } from 'postgraphile/pg-sql2'
import { postgraphile } from 'postgraphile'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { addPgTableCondition } from 'postgraphile/utils'

const [url, port] = process.argv.slice(2)

const specs = {
  name: 'BenchAggregateSpecsPlugin',
  version: '1.0.0',
  after: ['PgAggregatesSpecsPlugin'],
  schema: {
    hooks: {
      build (build) {
        const { sql, dataplanPg: { TYPES } } = build
        const isBigint = (codec) => codec === TYPES.bigint
        const percentile = (percent) => ({
          id: `p${percent}`,
          humanLabel: `${percent}th percentile`,
          HumanLabel: `${percent}th percentile`,
          isSuitableType: isBigint,
          sqlAggregateWrap: (value) => sql`percentile_disc(${sql.literal(percent / 100)}) within group (order by ${value})`
        })
        const rows = {
          id: 'rows',
          humanLabel: 'number of rows with a value',
          HumanLabel: 'Number of rows with a value',
          isSuitableType: () => true,
          sqlAggregateWrap: (value) => sql`count(${value})`,
          pgTypeCodecModifier: () => TYPES.bigint
        }
        const period = (name, start) => ({
          id: `start-of-${name}`,
          isSuitableType: isBigint,
          sqlWrap: start,
          sqlWrapCodec: (codec) => codec
        })
        const hour = period('hour', (time) => sql`(${time} - ${time} % 3600000000)`)
        const week = period('week', (time) => sql`(${time} - (${time} - 345600000000) % 604800000000)`)
        build.pgAggregateSpecs.push(rows, percentile(50), percentile(95), percentile(99))
        build.pgAggregateGroupBySpecs.push(hour, week)
        return build
      }
    }
  }
}

const within = (table, column) =>
  [['timeFrom', sql`>=`], ['timeTo', sql`<`]].map(([name, comparison]) =>
    addPgTableCondition(
      { schemaName: 'public', tableName: table },
      name,
      ({ graphql: { GraphQLString } }) => ({ type: GraphQLString }),
      (value, { sqlTableAlias, sqlValueWithCodec, build: { dataplanPg: { TYPES } } }) =>
        sql`coalesce(${sqlTableAlias}.${sql.identifier(column)}, -1) ${comparison} ${sqlValueWithCodec(value, TYPES.bigint)}`
    )
  )

const preset = {
  extends: [PostGraphileAmberPreset, PgAggregatesPreset],
  plugins: [specs, ...within('task', 'started_at'), ...within('process_instance', 'started_at'), ...within('incident', 'created_at')],
  pgServices: [makePgService({ connectionString: url, schemas: ['public'], max: 8 })],
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  grafserv: { graphqlPath: '/graphql', watch: false, graphiql: false },
  grafast: { explain: false }
}

const instance = postgraphile(preset)
const server = createServer()
await instance.createServ(grafserv).addTo(server)
server.listen(Number(port), '127.0.0.1')
if (process.env.PRINT_SCHEMA) {
  const { printSchema } = await import('graphql')
  console.log(printSchema(await instance.getSchema()))
}

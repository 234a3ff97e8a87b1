// PostGraphile 5 on the same tables: links by smart tags, the store's own order by the plug-in made for it, times as text
// by computed columns (postgraphile.sql).
import { createServer } from 'node:http'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { postgraphile } from 'postgraphile'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'
import { addPgTableOrderBy, pgSmartTags } from 'postgraphile/utils'

const [url, port] = process.argv.slice(2)

const links = (table, ...targets) => ({
  kind: 'class',
  match: `public.${table}`,
  tags: {
    foreignKey: targets.map(
      ([column, target, back]) => `(org_id, ${column}) references ${target} (org_id, id)|@fieldName ${target}|@foreignFieldName ${back}`
    )
  }
})

const inTime = (table, column) =>
  addPgTableOrderBy({ schemaName: 'public', tableName: table }, ({ sql, dataplanPg: { TYPES } }) => {
    const order = (direction) => ({
      extensions: {
        grafast: {
          apply (query) {
            query.orderBy({ fragment: sql`coalesce(${query.alias}.${sql.identifier(column)}, -1)`, codec: TYPES.bigint, direction })
            query.orderBy({ attribute: 'id', direction })
            query.setOrderIsUnique()
          }
        }
      }
    })
    return { OLDEST_FIRST: order('ASC'), NEWEST_FIRST: order('DESC') }
  })

const preset = {
  extends: [PostGraphileAmberPreset],
  plugins: [
    pgSmartTags([
      links('task', ['instance_id', 'process_instance', 'tasks']),
      links('incident', ['instance_id', 'process_instance', 'incidents']),
      links('run', ['instance_id', 'process_instance', 'runs'], ['nhi_id', 'nhi', 'runs'])
    ]),
    inTime('process_instance', 'started_at'),
    inTime('task', 'started_at'),
    inTime('incident', 'created_at'),
    inTime('run', 'started_at')
  ],
  pgServices: [makePgService({ connectionString: url, schemas: ['public'], max: 8 })],
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

// Mercurius with its JIT and SQL written by hand. On SQLite, better-sqlite3 with prepared statements, a resolver for each
// link; on PostgreSQL, one statement for each root field whose JSON the driver parses.
import Fastify from 'fastify'
import mercurius from 'mercurius'

const [url, port] = process.argv.slice(2)

const schema = `
  type Query {
    processInstances(modelId: ID!, first: Int!): ProcessInstances!
    processInstance(id: ID!): ProcessInstance
    tasks(first: Int!): Tasks!
  }
  type ProcessInstances { nodes: [ProcessInstance!]! }
  type ProcessInstance {
    id: String! status: String businessKey: String startedAt: String endedAt: String
    tasks(first: Int!): Tasks! incidents(first: Int!): Incidents! runs(first: Int!): Runs!
  }
  type Tasks { nodes: [Task!]! }
  type Task { id: String! taskSpec: String name: String state: String username: String startedAt: String endedAt: String }
  type Incidents { nodes: [Incident!]! }
  type Incident { id: String! type: String state: String message: String createdAt: String }
  type Runs { nodes: [Run!]! }
  type Run { id: String! state: String totalTokens: Float startedAt: String nhi: Nhi }
  type Nhi { id: String! label: String }
`

// Microseconds since 1970 as RFC 3339 text with as many decimals as are needed.
function text (micros) {
  if (micros === null) return null
  const rest = micros % 1e6
  const second = new Date((micros - rest) / 1000).toISOString().slice(0, 19)
  return rest ? second + ('.' + String(rest + 1e6).slice(1)).replace(/0+$/, '') + 'Z' : second + 'Z'
}

async function sqlite (path) {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(path, { readonly: true })
  for (const pragma of ['mmap_size = 1073741824', 'cache_size = -65536', 'temp_store = MEMORY']) db.pragma(pragma)
  const task = 'SELECT id, task_spec AS taskSpec, name, state, username, started_at AS startedAt, ended_at AS endedAt FROM task'
  const instance = 'SELECT id, status, business_key AS businessKey, started_at AS startedAt, ended_at AS endedAt FROM process_instance'
  const of = "WHERE org_id = 'demo' AND instance_id = ? ORDER BY"
  const statements = {
    instances: db.prepare(`${instance} WHERE org_id = 'demo' AND model_id = ? ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT ?`),
    instance: db.prepare(`${instance} WHERE org_id = 'demo' AND id = ?`),
    newest: db.prepare(`${task} WHERE org_id = 'demo' ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT ?`),
    tasks: db.prepare(`${task} ${of} coalesce(started_at, -1), id LIMIT ?`),
    incidents: db.prepare(`SELECT id, type, state, message, created_at AS createdAt FROM incident ${of} coalesce(created_at, -1), id LIMIT ?`),
    runs: db.prepare(`SELECT id, state, total_tokens AS totalTokens, started_at AS startedAt, nhi_id AS nhiId FROM run ${of} coalesce(started_at, -1), id LIMIT ?`),
    nhi: db.prepare("SELECT id, label FROM nhi WHERE org_id = 'demo' AND id = ?")
  }
  const spell = (rows) => {
    for (const row of rows) {
      if (row.startedAt !== undefined) row.startedAt = text(row.startedAt)
      if (row.endedAt !== undefined) row.endedAt = text(row.endedAt)
      if (row.createdAt !== undefined) row.createdAt = text(row.createdAt)
    }
    return rows
  }
  const nodes = (statement, key, first) => ({ nodes: spell(statement.all(key, first)) })
  return {
    Query: {
      processInstances: (_, { modelId, first }) => nodes(statements.instances, modelId, first),
      processInstance: (_, { id }) => spell([statements.instance.get(id)])[0],
      tasks: (_, { first }) => ({ nodes: spell(statements.newest.all(first)) })
    },
    ProcessInstance: {
      tasks: ({ id }, { first }) => nodes(statements.tasks, id, first),
      incidents: ({ id }, { first }) => nodes(statements.incidents, id, first),
      runs: ({ id }, { first }) => nodes(statements.runs, id, first)
    },
    Run: { nhi: ({ nhiId }) => (nhiId === null ? null : statements.nhi.get(nhiId)) }
  }
}

async function postgresql (url) {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: url, max: 8 })
  const when = (column) => `replace((timestamp 'epoch' + ${column} * interval '1 microsecond')::text, ' ', 'T') || 'Z'`
  const times = `${when('started_at')} AS "startedAt", ${when('ended_at')} AS "endedAt"`
  const task = `SELECT id, task_spec AS "taskSpec", name, state, username, ${times} FROM task`
  const list = (name, select) => `(SELECT json_build_object('nodes', coalesce(json_agg(r), '[]'::json)) FROM (${select}) AS r) AS ${name}`
  const of = "WHERE org_id = 'demo' AND instance_id = i.id ORDER BY"
  const tasks = (first) => list('tasks', `${task} ${of} coalesce(started_at, -1), id LIMIT ${first}`)
  const incidents = list('incidents', `SELECT id, type, state, message, ${when('created_at')} AS "createdAt" FROM incident ${of} coalesce(created_at, -1), id LIMIT 50`)
  const nhi = "(SELECT row_to_json(r) FROM (SELECT n.id, n.label FROM nhi AS n WHERE n.org_id = 'demo' AND n.id = run.nhi_id) AS r) AS nhi"
  const runs = list('runs', `SELECT id, state, total_tokens AS "totalTokens", ${when('started_at')} AS "startedAt", ${nhi} FROM run ${of} coalesce(started_at, -1), id LIMIT 50`)
  const instance = `i.id, i.status, i.business_key AS "businessKey", ${times}`
  const page = "SELECT * FROM process_instance WHERE org_id = 'demo' AND model_id = $1 ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT $2"
  const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows
  return {
    Query: {
      processInstances: async (_, { modelId, first }) => ({
        nodes: await ask('instances', `SELECT ${instance}, ${tasks(20)}, ${incidents}, ${runs} FROM (${page}) AS i`, [modelId, first])
      }),
      processInstance: async (_, { id }) =>
        (await ask('instance', `SELECT ${instance}, ${tasks(50)} FROM process_instance AS i WHERE i.org_id = 'demo' AND i.id = $1`, [id]))[0],
      tasks: async (_, { first }) => ({
        nodes: await ask('tasks', `${task} WHERE org_id = 'demo' ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT $1`, [first])
      })
    }
  }
}

const resolvers = await (url.startsWith('sqlite:') ? sqlite(url.replace('sqlite:///', '')) : postgresql(url))
const app = Fastify()
app.register(mercurius, { schema, resolvers, jit: 1 })
await app.listen({ port: Number(port), host: '127.0.0.1' })

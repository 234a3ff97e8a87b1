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
  let rest = micros % 1e6
  const iso = new Date((micros - rest) / 1000).toISOString()
  if (rest === 0) return iso.slice(0, 19) + 'Z'
  let digits = 6
  for (; rest % 10 === 0; rest /= 10) digits--
  return iso.slice(0, 20) + String(rest).padStart(digits, '0') + 'Z'
}

// Rows as arrays, made into objects here, are the fastest that better-sqlite3 gives.
async function sqlite (path) {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(path, { readonly: true })
  for (const pragma of ['mmap_size = 1073741824', 'cache_size = -65536', 'temp_store = MEMORY']) db.pragma(pragma)
  const prepared = (sql) => db.prepare(sql).raw()
  const of = "WHERE org_id = 'demo' AND instance_id = ? ORDER BY"
  const instance = 'SELECT id, status, business_key, started_at, ended_at FROM process_instance WHERE org_id = \'demo\' AND'
  const task = 'SELECT id, task_spec, name, state, username, started_at, ended_at FROM task'
  const instances = prepared(`${instance} model_id = ? ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT ?`)
  const oneInstance = prepared(`${instance} id = ?`)
  const newestTasks = prepared(`${task} WHERE org_id = 'demo' ORDER BY coalesce(started_at, -1) DESC, id DESC LIMIT ?`)
  const tasks = prepared(`${task} ${of} coalesce(started_at, -1), id LIMIT ?`)
  const incidents = prepared(`SELECT id, type, state, message, created_at FROM incident ${of} coalesce(created_at, -1), id LIMIT ?`)
  const runs = prepared(`SELECT id, state, total_tokens, started_at, nhi_id FROM run ${of} coalesce(started_at, -1), id LIMIT ?`)
  const nhi = db.prepare("SELECT id, label FROM nhi WHERE org_id = 'demo' AND id = ?")

  const toInstance = ([id, status, businessKey, startedAt, endedAt]) =>
    ({ id, status, businessKey, startedAt: text(startedAt), endedAt: text(endedAt) })
  const toTask = ([id, taskSpec, name, state, username, startedAt, endedAt]) =>
    ({ id, taskSpec, name, state, username, startedAt: text(startedAt), endedAt: text(endedAt) })
  const toIncident = ([id, type, state, message, createdAt]) => ({ id, type, state, message, createdAt: text(createdAt) })
  const toRun = ([id, state, totalTokens, startedAt, nhiId]) => ({ id, state, totalTokens, startedAt: text(startedAt), nhiId })

  return {
    Query: {
      processInstances: (_, { modelId, first }) => ({ nodes: instances.all(modelId, first).map(toInstance) }),
      processInstance: (_, { id }) => {
        const row = oneInstance.get(id)
        return row ? toInstance(row) : null
      },
      tasks: (_, { first }) => ({ nodes: newestTasks.all(first).map(toTask) })
    },
    ProcessInstance: {
      tasks: ({ id }, { first }) => ({ nodes: tasks.all(id, first).map(toTask) }),
      incidents: ({ id }, { first }) => ({ nodes: incidents.all(id, first).map(toIncident) }),
      runs: ({ id }, { first }) => ({ nodes: runs.all(id, first).map(toRun) })
    },
    Run: { nhi: ({ nhiId }) => (nhiId === null ? null : nhi.get(nhiId)) }
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

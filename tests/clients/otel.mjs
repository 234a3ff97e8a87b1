// An agent with a model call and a tool call, exported by OpenTelemetry for JavaScript.
// node otel.mjs ADDRESS KEY proto|json none|gzip
import { SpanStatusCode, context, trace } from "@opentelemetry/api";
import { OTLPTraceExporter as JsonExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { OTLPTraceExporter as ProtobufExporter } from "@opentelemetry/exporter-trace-otlp-proto";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";

const [address, key, format, compression] = process.argv.slice(2);
const Exporter = format === "proto" ? ProtobufExporter : JsonExporter;
const exporter = new Exporter({
  url: `${address}/otlp/v1/traces`,
  headers: { authorization: `Bearer ${key}` },
  compression,
});
const provider = new NodeTracerProvider({
  resource: resourceFromAttributes({ "service.name": "planner", "pentagraph.process_instance.id": "i1" }),
  spanProcessors: [new BatchSpanProcessor(exporter)],
});
const tracer = provider.getTracer("test");

const agent = tracer.startSpan("invoke_agent Planner", {
  attributes: { "gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Planner", "gen_ai.agent.id": "agent-7" },
});
const within = trace.setSpan(context.active(), agent);
const call = tracer.startSpan(
  "chat gpt-4o",
  {
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.usage.input_tokens": 1000,
      "gen_ai.usage.cache_read.input_tokens": 400,
      "gen_ai.usage.output_tokens": 200,
    },
  },
  within,
);
call.end();
const tool = tracer.startSpan(
  "execute_tool search",
  { attributes: { "gen_ai.operation.name": "execute_tool", "gen_ai.tool.name": "search" } },
  within,
);
tool.setStatus({ code: SpanStatusCode.ERROR, message: "no such index" });
tool.end();
agent.end();
await provider.shutdown();

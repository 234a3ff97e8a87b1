"""An agent that asks a model, instrumented by OpenInference or OpenLLMetry: agent.py OpenInference|OpenLLMetry MODEL_URL.

Where its spans go, and how, is in the environment variables of OpenTelemetry.
"""

import sys

from openai import OpenAI
from opentelemetry import baggage, context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.processor.baggage import ALLOW_ALL_BAGGAGE_KEYS, BaggageSpanProcessor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor


def main(instrumentation: str, model_url: str) -> None:
    """Asks the model within an agent's span, with the process instance in the baggage."""
    provider = TracerProvider()
    provider.add_span_processor(BaggageSpanProcessor(ALLOW_ALL_BAGGAGE_KEYS))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    if instrumentation == "OpenInference":
        from openinference.instrumentation.openai import OpenAIInstrumentor
    else:
        from opentelemetry.instrumentation.openai import OpenAIInstrumentor
    OpenAIInstrumentor().instrument(tracer_provider=provider)
    client = OpenAI(base_url=model_url, api_key="none", max_retries=0)
    token = context.attach(baggage.set_baggage("pentagraph.process_instance.id", "i1"))
    agent = {"gen_ai.operation.name": "invoke_agent", "gen_ai.agent.name": "Planner", "gen_ai.agent.id": "agent-7"}
    with provider.get_tracer("agent").start_as_current_span("invoke_agent Planner", attributes=agent):
        client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": "Weather in Paris?"}])
    context.detach(token)
    provider.shutdown()


main(*sys.argv[1:])

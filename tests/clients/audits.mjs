// Runs every audit of graphql-http against a server, and prints one line each. Exit code 0: all passed.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
let failed = 0;
const audits = serverAudits({ url });
for (const audit of audits) {
  const result = await audit.fn();
  const passed = result.status === "ok";
  failed += passed ? 0 : 1;
  console.log(`${result.status} ${audit.id} ${audit.name}${passed ? "" : `: ${result.reason}`}`);
}
console.log(`${audits.length - failed} of ${audits.length}`);
process.exit(failed ? 1 : 0);

import { createClient } from "@connectrpc/connect";
import { createConnectTransport } from "@connectrpc/connect-node";
import { Authenticator, connectNodeOptions, explainCallError } from "@flyte-ts/config/api";
import { Config } from "@flyte-ts/config/v2";
import { ProjectService } from "@flyteorg/flyteidl2/flyteidl2/project/project_service_pb.ts";

const { platform } = await Config.auto();
const { interceptor } = new Authenticator(platform);
const transport = createConnectTransport(await connectNodeOptions(platform, { interceptors: [interceptor] }));
try {
  const { projects } = await createClient(ProjectService, transport).listProjects({});
  for (const { id, name } of projects?.projects ?? []) console.log(`${id}: ${name}`);
} catch (error) {
  throw explainCallError(platform, error) ?? error;
}

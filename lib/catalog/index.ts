/** The built-in catalogue. Of two equally good readings the earlier family's stands first: services before general shapes. */
import { aws } from './families/aws.ts';
import { blazeauth } from './families/blazeauth.ts';
import { fastapi } from './families/fastapi.ts';
import { googleRpc } from './families/google-rpc.ts';
import { graphql } from './families/graphql.ts';
import { grpc } from './families/grpc.ts';
import { http } from './families/http.ts';
import { jsonApi } from './families/json-api.ts';
import { jsonRpc } from './families/json-rpc.ts';
import { makapix } from './families/makapix.ts';
import { moonraker } from './families/moonraker.ts';
import { mqtt } from './families/mqtt.ts';
import { network } from './families/network.ts';
import { oauth } from './families/oauth.ts';
import { octoeverywhereGadget } from './families/octoeverywhere-gadget.ts';
import { octoeverywherePlugin } from './families/octoeverywhere-plugin.ts';
import { octoeverywhereService } from './families/octoeverywhere-service.ts';
import { octoprint } from './families/octoprint.ts';
import { problemDetails } from './families/problem-details.ts';
import { websocket } from './families/websocket.ts';
import { parseFamily } from './parse-family.ts';
import type { Family, FamilyDocument } from './schema.ts';

/** As they stand in their files. */
export const builtInDocuments: readonly FamilyDocument[] = [
  octoeverywhereService,
  octoeverywherePlugin,
  octoeverywhereGadget,
  makapix,
  blazeauth,
  problemDetails,
  jsonApi,
  graphql,
  jsonRpc,
  googleRpc,
  aws,
  grpc,
  moonraker,
  oauth,
  fastapi,
  octoprint,
  mqtt,
  websocket,
  http,
  network,
];

/** Ready for the engine. A family with a fault would be missing here; a test sees to it that none has any. */
export const builtInFamilies: readonly Family[] = builtInDocuments.flatMap((document) => {
  const parsed = parseFamily(document, { builtIn: true });
  return parsed.ok ? [parsed.family] : [];
});

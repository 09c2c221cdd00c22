/** The built-in catalogue. Of two equally good readings the earlier family's stands first: services before general shapes. */
import aws from './packs/aws.json' with { type: 'json' };
import blazeauth from './packs/blazeauth.json' with { type: 'json' };
import envelope from './packs/envelope.json' with { type: 'json' };
import fastapi from './packs/fastapi.json' with { type: 'json' };
import googleRpc from './packs/google-rpc.json' with { type: 'json' };
import graphql from './packs/graphql.json' with { type: 'json' };
import grpc from './packs/grpc.json' with { type: 'json' };
import http from './packs/http.json' with { type: 'json' };
import jsonApi from './packs/json-api.json' with { type: 'json' };
import jsonRpc from './packs/json-rpc.json' with { type: 'json' };
import makapix from './packs/makapix.json' with { type: 'json' };
import moonraker from './packs/moonraker.json' with { type: 'json' };
import mqtt from './packs/mqtt.json' with { type: 'json' };
import network from './packs/network.json' with { type: 'json' };
import oauth from './packs/oauth.json' with { type: 'json' };
import octoeverywhereGadget from './packs/octoeverywhere-gadget.json' with { type: 'json' };
import octoeverywherePlugin from './packs/octoeverywhere-plugin.json' with { type: 'json' };
import octoeverywhereService from './packs/octoeverywhere-service.json' with { type: 'json' };
import octoprint from './packs/octoprint.json' with { type: 'json' };
import problemDetails from './packs/problem-details.json' with { type: 'json' };
import websocket from './packs/websocket.json' with { type: 'json' };
import { resolveFamily } from './resolve-family.ts';
import type { Family, FamilyDocument } from './schema.ts';

/** A family's file as it was read: only its id and the number of its entries are taken for granted. */
interface PackFile {
  readonly id: string;
  readonly entries: readonly unknown[];
}

export const builtInPacks: readonly PackFile[] = [
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
  envelope,
  http,
  network,
];

/** Ready for the engine. That every pack is a good document is for a test to see, not for each start to check again. */
export const builtInFamilies: readonly Family[] = builtInPacks.map((pack) =>
  resolveFamily(pack as unknown as FamilyDocument),
);

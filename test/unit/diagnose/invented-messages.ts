/** Messages of services that exist nowhere. */

/** Messages of a socket, with their subprotocol where it matters. */
export const FAILING_MESSAGES: readonly (readonly [title: string, text: string, code: string, subprotocol?: string])[] =
  [
    ['a type of error', '{"type":"error","code":"pond_full","message":"The pond is full."}', 'pond_full'],
    [
      'a type that ends in error',
      '{"type":"session.error","error":{"code":"no_session","message":"x y"}}',
      'no_session',
    ],
    ['an event with a payload', '{"event":"error","data":{"code":4301,"message":"Not allowed here"}}', '4301'],
    [
      'an answer without success',
      '{"id":4,"type":"result","success":false,"error":{"code":"no_entity","message":"x y"}}',
      'no_entity',
    ],
    ['an error alone', '{"error":"Room not found"}', 'error'],
    ['a status word', '{"status":"error","reason":"bad_topic"}', 'bad_topic'],
    [
      'a refused channel',
      '[null,"3","pond:1","phx_reply",{"status":"error","response":{"reason":"no such topic"}}]',
      'no such topic',
    ],
    ['a refused namespace', '44{"message":"Ponds are closed"}', '44'],
    ['a hub that failed', '{"type":3,"invocationId":"1","error":"Quack failed"}\u001e', '3'],
    ['a hub that closes', '{"type":7,"error":"Pond drained"}\u001e', '7'],
    ['a frame of STOMP', 'ERROR\nmessage:pond denied\n\n\u0000', 'pond denied', 'v12.stomp'],
    ['a call over JSON-RPC', '{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found"}}', '-32601'],
    [
      'a refused tree',
      '{"t":"d","d":{"r":2,"b":{"s":"permission_denied","d":"Permission denied"}}}',
      'permission_denied',
    ],
    ['a goodbye with a reason', '{"type":"disconnect","reason":"duck_banned","reconnect":false}', 'duck_banned'],
    ['a closed SockJS session', 'c[2010,"Another pond"]', '2010'],
    [
      'a call over JSON-RPC without a version',
      `{"id":3,"error":{"code":-32601,"message":"'quack' wasn't found"}}`,
      '-32601',
    ],
    ['a call error of a charging station', '[4,"17","NotImplemented","Unknown action",{}]', 'NotImplemented'],
    ['a line that is an error', "-ERR 'Pond violation'\r\n", '-ERR'],
    [
      'a refusal that repeats the method',
      '{"method":"feed","req_id":1,"success":false,"error":"Fed already","at":"x"}',
      'error',
    ],
    [
      'a text under msg beside a status word',
      '{"result":"error","msg":"No such pond","code":"POND_MISSING"}',
      'POND_MISSING',
    ],
    ['an answer with an error and its number', '{"type":"RESPONSE","nonce":"44","error":"ERR_BADAUTH"}', 'ERR_BADAUTH'],
    [
      'the failed status of a request inside the payload',
      '{"op":7,"d":{"requestType":"FeedDucks","requestId":"f1","requestStatus":{"result":false,"code":600,"comment":"No such pond here."}}}',
      '600',
    ],
    [
      'a refusal that repeats the operation',
      '{"success":false,"ret_msg":"no such pond","conn_id":"c1","op":"subscribe"}',
      'error',
    ],
    [
      'a refusal with its own number',
      '{"response":true,"id":3,"ok":false,"errorCode":403,"errorReason":"Not here"}',
      '403',
    ],
    [
      'a subscription that ended with a reason',
      '{"msg":"nosub","id":"9","error":{"error":404,"reason":"No such pond"}}',
      '404',
    ],
    [
      'an acknowledgement with a named error',
      '{"type":"ack","ackId":3,"success":false,"error":{"name":"Forbidden","message":"You may not join"}}',
      'Forbidden',
    ],
    [
      'a goodbye in a sentence',
      '{"type":"system","event":"disconnected","message":"The token is expired"}',
      'disconnected',
    ],
    [
      'a kind under the name of a message',
      '{"message":"Error","type":"not_authorised","reason":"Invalid API key"}',
      'not_authorised',
    ],
    [
      'a stream of XML that ends',
      '<stream:error xmlns:stream="s"><policy-violation xmlns="x"/><text xmlns="x">Too many quacks</text></stream:error>',
      'policy-violation',
    ],
    ['a refused login in XML', '<failure xmlns="x"><not-authorized/></failure>', 'not-authorized'],
    [
      'the class of an error as the kind',
      '{"type":"AuthError","error":"No pond knows this token","baseVersion":0,"tried":true}',
      'AuthError',
    ],
    [
      'a flag of an error and a status beside a payload',
      '{"status":403,"service":"Pond Manager","error":true,"message":"Ponds are closed","payload":{"ponds":["x"]}}',
      '403',
    ],
    ['a note that a relay refused', '["OK","b1c2",false,"rate-limited: slow down there"]', 'rate-limited'],
    ['a note refused without a word', '["OK","b1c2",false,""]', 'OK'],
    ['a subscription that a relay refused', '["CLOSED","s1","auth-required: sign in first"]', 'auth-required'],
    ['an outcome without a code', '{"success":false,"message":"The pond is closed"}', 'error'],
  ];

export const HEALTHY_MESSAGES: readonly (readonly [title: string, text: string])[] = [
  ['a bare status', '{"id":12,"status":3}'],
  ['a job that failed', '{"type":"update","job":{"id":1,"status":"failed"}}'],
  ['a count of errors', '{"type":"metrics","errors":3,"rate":0.1}'],
  ['a log line', '{"type":"log","level":"error","message":"boom"}'],
  ['a chat about errors', '{"type":"message","text":"Error: no ducks","user":"u1"}'],
  ['an ordinary goodbye', '{"type":"disconnect","reason":"refresh_requested"}'],
  ['a reply that is well', '[null,"3","pond:1","phx_reply",{"status":"ok","response":{}}]'],
  ['a hub that is done', '{"type":3,"invocationId":"1","result":4}\u001e'],
  ['a heartbeat', '2'],
  ['a command about errors', '{"type":"ClearError","pane":3}'],
  ['a chat in XML', '<message xmlns="x" type="chat"><body>The error is gone</body></message>'],
  ['a goodbye in kind words', '{"type":"system","event":"disconnected","message":"See you at the pond"}'],
  ['a log line under the name of a message', '{"message":"Error","level":3}'],
  ['an event that went without success', '{"type":"feeding","success":false,"message":"No duck was hungry"}'],
  [
    'the good status of a request inside the payload',
    '{"op":7,"d":{"requestType":"FeedDucks","requestId":"f1","requestStatus":{"result":true,"code":100},"responseData":{"ducks":3}}}',
  ],
  [
    'the status of a machine inside the payload',
    '{"topic":"pump","data":{"status":{"result":false,"code":600,"message":"The pump failed to start"}}}',
  ],
  [
    'the status of a thing inside the payload',
    '{"op":5,"d":{"id":"p1","status":{"result":false,"code":600,"comment":"The pond is dry today."}}}',
  ],
  ['a note that a relay took', '["OK","b1c2",true,""]'],
  ['a note that a relay had', '["OK","b1c2",true,"duplicate: already have this note"]'],
  ['a subscription that ended', '["CLOSED","s1",""]'],
  ['an order that was closed', '["CLOSED","order 7",{"reason":"error: sold out"}]'],
  ['no error', '{"id":1,"error":null,"result":[1]}'],
  ['a state of a machine', '{"print":{"error_code":0,"state":"FAILED_BEFORE","percent":40}}'],
  ['an acknowledgement', '{"type":"ack","status":200,"id":4}'],
];

import { createRedactor } from './lib/report/redact.ts';
const items=Array.from({length:400},(_,i)=>({id:i+1000,title:`Product number ${i} with a name`,price:{amount:12.5+i,currency:'EUR'},tags:['new','sale'],created_at:'2026-11-20T12:00:03.000Z',owner:{email:`user${i}@example.org`,token:`tok-${i}-abcdefghij`}}));
const v=JSON.stringify({items:items.map(({owner,...r})=>r)});
for(let i=0;i<600;i++) createRedactor().body(v,'');

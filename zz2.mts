import { createRedactor } from './lib/report/redact.ts';
const fill=(s:string,N:number)=>s.repeat(Math.ceil(N/s.length)).slice(0,N);
for (const n of [8192,16384,32768,32769,65536]) for (const s of ['"token":[\'','://',"a://b@c ",'YWJj YWJjZGVmZ2hpamts ','@','abc1…']) { const t=performance.now(); createRedactor().body(fill(s,n),''); console.log(n,s,(performance.now()-t).toFixed(1)); }

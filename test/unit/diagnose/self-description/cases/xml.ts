/** Answers in XML that came with a success. Values are made up. */
import type { HealthyCase, ReplyCase } from './case.ts';

const XML = 'application/xml';

export const XML_ANSWERS: readonly ReplyCase[] = [
  {
    title: 'a result with its code beside the ids of the transaction',
    status: 200,
    method: 'POST',
    type: XML,
    body: '<epp><response><result code="2303"><msg lang="en">Pond does not exist</msg></result><trID><svTRID>p-9</svTRID></trID></response></epp>',
    code: '2303',
    permanence: 'permanent',
    said: 'Pond does not exist',
    requestId: 'p-9',
  },
  {
    title: 'a code and its text as attributes of the root',
    status: 200,
    type: XML,
    body: '<PONDS ReplyCode="20201" ReplyText="No Records Found"/>',
    code: '20201',
    permanence: 'permanent',
    said: 'No Records Found',
  },
  {
    title: 'an acknowledgement that is none',
    status: 200,
    method: 'POST',
    type: XML,
    body: '<AddDuckResponse><Ack>Failure</Ack><Errors><ShortMessage>Bad duck.</ShortMessage><LongMessage>This duck is not supported.</LongMessage><ErrorCode>931</ErrorCode></Errors></AddDuckResponse>',
    code: '931',
    permanence: 'permanent',
    said: 'This duck is not supported.',
  },
  {
    title: 'an error in the place of the one item that was asked for',
    status: 200,
    type: XML,
    body: '<PondResponse><Pond ID="0"><Error><Number>-2147219283</Number><Description>There is no such pond.</Description></Error></Pond></PondResponse>',
    code: '-2147219283',
    permanence: 'permanent',
    said: 'There is no such pond.',
  },
  {
    title: 'an error beside the status of the response',
    status: 200,
    method: 'POST',
    type: XML,
    body: '<PondReply><Response><ResponseStatusCode>0</ResponseStatusCode><Error><ErrorCode>250003</ErrorCode><ErrorDescription>Invalid key</ErrorDescription></Error></Response></PondReply>',
    code: '250003',
    permanence: 'permanent',
    said: 'Invalid key',
  },
  {
    title: 'a row that is an error and nothing else',
    status: 200,
    type: XML,
    body: '<Set><Row><ErrorCode>E003</ErrorCode><ErrorMessage>Invalid pond</ErrorMessage></Row></Set>',
    code: 'E003',
    permanence: 'permanent',
    said: 'Invalid pond',
  },
  {
    title: 'the result of a SOAP call',
    status: 200,
    method: 'POST',
    type: XML,
    body: '<s:Envelope xmlns:s="x"><s:Body><LoginResponse><LoginResult><Success>false</Success><ErrorCode>-12</ErrorCode><ErrorMessage>Wrong password</ErrorMessage></LoginResult></LoginResponse></s:Body></s:Envelope>',
    code: '-12',
    said: 'Wrong password',
  },
  {
    title: 'diagnostics of a search',
    status: 200,
    type: XML,
    body: '<z:searchRetrieveResponse xmlns:z="x"><z:numberOfRecords>0</z:numberOfRecords><z:diagnostics><d:diagnostic xmlns:d="y"><d:uri>info:x/1/16</d:uri><d:message>Unsupported index</d:message></d:diagnostic></z:diagnostics></z:searchRetrieveResponse>',
    code: undefined,
    said: 'Unsupported index',
  },
  {
    title: 'a property that could not be changed',
    status: 207,
    method: 'PROPPATCH',
    type: XML,
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/x</d:href><d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 403 Forbidden</d:status></d:propstat></d:response></d:multistatus>',
    code: '403',
  },
];

export const HEALTHY_XML: readonly HealthyCase[] = [
  {
    title: 'a result that went well',
    type: XML,
    body: '<epp><response><result code="1500"><msg>Command completed successfully; ending session</msg></result></response></epp>',
  },
  { title: 'a code of zero at the root', type: XML, body: '<PONDS ReplyCode="0" ReplyText="SUCCESS"><POND/></PONDS>' },
  {
    title: 'an acknowledgement with a warning',
    type: XML,
    body: '<AddDuckResponse><Ack>Warning</Ack><Errors><ShortMessage>Ducks may be late.</ShortMessage><ErrorCode>17</ErrorCode></Errors><DuckID>1</DuckID></AddDuckResponse>',
  },
  {
    title: 'a catalogue of errors',
    type: XML,
    body: '<errorCatalog><error code="E1">Door open</error></errorCatalog>',
  },
  {
    title: 'a device whose sensor tells of an error',
    type: XML,
    body: '<device><sensor id="1"><error><number>3</number><description>Battery low</description></error><value>3</value></sensor></device>',
  },
  {
    title: 'a result with a code of a course',
    type: XML,
    body: '<course><result code="2303"><grade>F</grade></result></course>',
  },
  {
    title: 'a row with an error of its own among others',
    type: XML,
    body: '<Set><Row><Name>Pond</Name><ErrorCode>E003</ErrorCode><ErrorMessage>Dry pond</ErrorMessage></Row></Set>',
  },
  {
    title: 'the good result of a SOAP call',
    method: 'POST',
    type: XML,
    body: '<s:Envelope xmlns:s="x"><s:Body><LoginResponse><LoginResult><Success>true</Success><ErrorCode>0</ErrorCode><ErrorMessage/></LoginResult></LoginResponse></s:Body></s:Envelope>',
  },
  {
    title: 'properties of which some are not there',
    method: 'PROPFIND',
    type: XML,
    body: '<d:multistatus xmlns:d="DAV:"><d:response><d:href>/x</d:href><d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response></d:multistatus>',
  },
];

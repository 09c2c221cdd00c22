import type { FamilyDocument } from '../schema.ts';

const COMMON = 'https://docs.aws.amazon.com/awsconsolehelpdocs/latest/gsg/common-errors.html';
const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';
const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html';
const QUERY = 'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html';
const EC2 = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html';
const GATEWAY = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html';
const COGNITO = 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html';

/** Request ids that AWS services, and services compatible with them, put on every reply. */
const REQUEST_IDS = { 'x-amzn-requestid': '{id}', 'x-amz-request-id': '{id}', 'x-amz-id-2': '{id}' };

/** Error replies of AWS services: JSON with `__type`, the x-amzn-ErrorType header, XML with `<Code>`. */
export const aws: FamilyDocument = {
  id: 'aws',
  title: 'AWS',
  source: COMMON,
  shapes: [
    {
      id: 'json-protocol',
      channels: ['http'],
      says: 'AWS JSON protocol with {"__type": text}',
      when: { status: [[400, 599]], mime: ['application/x-amz-json-1.0', 'application/x-amz-json-1.1'] },
      hints: { headers: REQUEST_IDS },
      body: { decode: 'json', members: { __type: 'text' } },
      read: { code: '__type', codeAfter: '#', codeBefore: ':', text: ['message', 'Message'] },
      standard: true,
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'json-type',
      channels: ['http'],
      says: 'body {"__type": text, "message": text}',
      when: { status: [[400, 599]] },
      hints: { headers: REQUEST_IDS },
      body: { decode: 'json', members: { __type: 'text', message: 'string?', Message: 'string?' } },
      read: { code: '__type', codeAfter: '#', codeBefore: ':', text: ['message', 'Message'] },
      // `__type` alone is a habit of .NET services too.
      needs: ['header'],
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'error-type-header',
      channels: ['http'],
      says: 'header x-amzn-ErrorType',
      when: { status: [[400, 599]], headers: { 'x-amzn-errortype': '{type}' } },
      read: { code: '$header:x-amzn-errortype', codeAfter: '#', codeBefore: ':' },
      standard: true,
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'error-type-header-json',
      channels: ['http'],
      says: 'header x-amzn-ErrorType and a JSON body',
      when: { status: [[400, 599]], headers: { 'x-amzn-errortype': '{type}' } },
      body: { decode: 'json', members: {} },
      read: { code: '$header:x-amzn-errortype', codeAfter: '#', codeBefore: ':', text: ['message', 'Message'] },
      standard: true,
      unlisted: { as: 'http', name: '{code}' },
    },
    {
      id: 'xml',
      channels: ['http'],
      says: 'XML <Error><Code> with an AWS request id in the headers',
      when: { status: [[400, 599]] },
      hints: { headers: REQUEST_IDS },
      body: { decode: 'xml-error', members: { Code: 'text', Message: 'string?' } },
      read: { code: 'Code', text: 'Message' },
      // Azure, Google and Alibaba storage answer with the same element names, but not with these headers.
      needs: ['header'],
      unlisted: { as: 'http', name: '{code}' },
    },
  ],
  entries: [
    {
      codes: ['AccessDenied', 'AccessDeniedException'],
      name: 'AccessDenied',
      meaning:
        'The caller is identified, and no policy allows this action on this resource, or one forbids it. S3 also answers so for a missing object when listing is not allowed.',
      action:
        'Check identity policy, resource policy and session policy for the action in the message; on S3 check the key and `s3:ListBucket` as well.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['ForbiddenException', 'Forbidden'],
      name: 'ForbiddenException',
      meaning:
        'API Gateway or a web firewall rule in front of the service turned the request away before it reached the code.',
      action:
        'Check the API key, usage plan, stage and WAF rules of the API. A custom domain without a mapping for the path answers in the same way.',
      permanence: 'permanent',
      basis: 'inferred',
      source: GATEWAY,
    },
    {
      codes: ['UnauthorizedException', 'NotAuthorized'],
      name: 'UnauthorizedException',
      meaning: 'The service or its authorizer did not accept the identity that came with the request.',
      action:
        'Refresh the token, check that the header the authorizer reads is sent, and that its issuer and audience are the configured ones.',
      permanence: 'permanent',
      basis: 'inferred',
      source: GATEWAY,
    },
    {
      codes: ['ExpiredToken', 'ExpiredTokenException'],
      name: 'ExpiredToken',
      meaning: 'The temporary credentials or the session token behind the request have run out.',
      action:
        'Fetch new temporary credentials and sign the request again. For a presigned address, have a new one issued.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['RequestExpired'],
      name: 'RequestExpired',
      meaning:
        'The request arrived more than 15 minutes off its date stamp, or after its presigned address had lapsed.',
      action: 'Correct the clock of the client, and create presigned addresses shortly before they are used.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['RequestTimeTooSkewed'],
      name: 'RequestTimeTooSkewed',
      meaning: 'The clock of the client and that of S3 are too far apart for the signature to count.',
      action:
        'Synchronise the clock (NTP), or let the SDK correct the offset from the Date header of this reply, and sign anew.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
      name: 'SignatureDoesNotMatch',
      meaning: 'AWS computed another signature for this request than the one that was sent.',
      action:
        'Check the secret key, region and service name of the signer, and whether a proxy or the browser changed a signed header, the query or the path encoding.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['IncompleteSignature', 'IncompleteSignatureException'],
      name: 'IncompleteSignature',
      meaning:
        'The Authorization header is there but lacks a part of an AWS signature, such as the credential or the signed headers.',
      action: 'Sign with an SDK. A `Bearer` token sent to an IAM-protected API leads here as well.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['MissingAuthenticationToken', 'MissingAuthenticationTokenException'],
      name: 'MissingAuthenticationToken',
      meaning:
        'The request is not signed. API Gateway also answers so for a path or method that its stage does not have.',
      action: 'Check method, stage and path first, then sign the request.',
      permanence: 'permanent',
      basis: 'inferred',
      source: GATEWAY,
    },
    {
      codes: ['UnrecognizedClientException', 'InvalidClientTokenId', 'InvalidAccessKeyId'],
      name: 'UnrecognizedClientException',
      meaning:
        'AWS does not know the access key id: it is deleted, mistyped, from another partition, or temporary and sent without its session token.',
      action: 'Send the session token together with temporary keys, and check that the key exists and is active.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['OptInRequired'],
      name: 'OptInRequired',
      meaning: 'The account is not subscribed to this service, or has not enabled this region.',
      action: 'Enable the service or region in the account, then wait until the change has taken effect.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['ThrottlingException', 'Throttling', 'ThrottledException'],
      name: 'ThrottlingException',
      meaning: 'The caller sent requests faster than this API allows it.',
      action:
        'Retry with exponential backoff and jitter, and call less often: batch, cache, or ask for a higher quota.',
      permanence: 'temporary',
      basis: 'documented',
      source: DYNAMODB,
    },
    {
      codes: ['TooManyRequestsException'],
      name: 'TooManyRequestsException',
      meaning:
        'Too many requests in a short time: a usage plan of API Gateway, the concurrency limit of Lambda, or a limit of Cognito.',
      action:
        'Wait as Retry-After says, or back off. For Lambda look at the concurrency of the function, for Cognito at the quota of the operation.',
      permanence: 'temporary',
      basis: 'inferred',
      source: LAMBDA,
    },
    {
      codes: ['LimitExceededException', 'LimitExceeded'],
      name: 'LimitExceededException',
      meaning:
        'A limit of the account or operation is reached. It may count requests, as in API Gateway and Cognito, or things that exist at once.',
      action:
        'Read which limit the message names: for a rate wait and retry, for a count delete something or ask for a higher quota.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['RequestLimitExceeded'],
      name: 'RequestLimitExceeded',
      meaning:
        'The throughput limit of the account is exceeded: the request rate of the EC2 API, or that of a DynamoDB account.',
      action: 'Back off with jitter and spread the calls; replace polling loops with events where there are any.',
      permanence: 'temporary',
      basis: 'documented',
      source: DYNAMODB,
    },
    {
      codes: ['ProvisionedThroughputExceededException'],
      name: 'ProvisionedThroughputExceededException',
      meaning:
        'A table, index or shard received more reads or writes than its capacity covers, often because of one hot key.',
      action: 'Retry with exponential backoff. If it lasts, spread the keys or raise the capacity.',
      permanence: 'temporary',
      basis: 'documented',
      source: DYNAMODB,
    },
    {
      codes: ['SlowDown'],
      name: 'SlowDown',
      meaning: 'S3 asks for fewer requests on this prefix for now.',
      action: 'Lower the request rate and retry with backoff; S3 scales up while the load rises gradually.',
      permanence: 'temporary',
      basis: 'documented',
      source: S3,
    },
    {
      codes: ['ServiceUnavailable', 'ServiceUnavailableException'],
      name: 'ServiceUnavailable',
      meaning: 'The service cannot handle the request at this moment; AWS calls it a temporary failure of the server.',
      action: 'Retry with backoff, and look at the AWS Health Dashboard if it goes on.',
      permanence: 'temporary',
      basis: 'documented',
    },
    {
      codes: [
        'InternalServerError',
        'InternalFailure',
        'InternalError',
        'InternalErrorException',
        'InternalServerErrorException',
      ],
      name: 'InternalServerError',
      meaning:
        'The service failed for a reason of its own. Behind API Gateway it is often an error in the integration, such as a Lambda function.',
      action:
        'Retry with backoff if the call may run twice. Behind API Gateway read the log of the integration; else give the request id to AWS Support.',
      permanence: 'unknown',
      basis: 'inferred',
    },
    {
      codes: ['BadGatewayException'],
      name: 'BadGatewayException',
      meaning:
        'API Gateway got an answer from the integration that it could not use, typically a Lambda result in the wrong form.',
      action:
        'Return `statusCode`, `headers` and a string `body` from the function, and read its log for an exception.',
      permanence: 'unknown',
      basis: 'inferred',
      source: GATEWAY,
    },
    {
      codes: ['RequestTimeout', 'RequestTimeoutException'],
      name: 'RequestTimeout',
      meaning: 'The connection stayed idle for too long while the service waited for the rest of the request.',
      action:
        'Retry the upload. Check that Content-Length is right and that the body is really sent, in parts for a slow line.',
      permanence: 'temporary',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['ResourceNotFoundException', 'ResourceNotFound'],
      name: 'ResourceNotFoundException',
      meaning: 'The named table, function, user pool or other resource does not exist in this account and region.',
      action: 'Check name and region of the client. Right after creation wait until the resource is active.',
      permanence: 'permanent',
      basis: 'inferred',
      source: DYNAMODB,
    },
    {
      codes: ['NoSuchKey'],
      name: 'NoSuchKey',
      meaning: 'The bucket exists, and there is no object under this key.',
      action:
        'Check the key letter by letter, with its prefix and encoding, and whether the object was deleted or has expired.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['NoSuchBucket'],
      name: 'NoSuchBucket',
      meaning: 'There is no bucket of this name.',
      action:
        'Check the bucket name and the host of the request. Close a dangling DNS entry that still points there: somebody else could take the name.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['NoSuchUpload'],
      name: 'NoSuchUpload',
      meaning: 'The multipart upload does not exist any more: completed, aborted, or cleaned up by a lifecycle rule.',
      action: 'Check whether the object is already there; otherwise start the upload again.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['AuthorizationHeaderMalformed'],
      name: 'AuthorizationHeaderMalformed',
      meaning:
        'S3 cannot use the credential in the signature. Most often it was made for another region than that of the bucket.',
      action: 'Configure the region of the bucket, which the message names, and sign again.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['PreconditionFailed'],
      name: 'PreconditionFailed',
      meaning: 'A condition of the request, such as If-Match or If-None-Match, does not hold for the stored object.',
      action: 'Read the object with its current ETag and decide anew whether to write.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['MethodNotAllowed'],
      name: 'MethodNotAllowed',
      meaning:
        'S3 does not allow this method on this resource, for example a write to a website endpoint or a read of a delete marker.',
      action: 'Use the REST endpoint of the bucket and the method of the intended operation.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['EntityTooLarge', 'RequestEntityTooLargeException', 'RequestTooLargeException'],
      name: 'EntityTooLarge',
      meaning: 'The body is larger than this operation, or the policy of the upload form, accepts.',
      action: 'Send less, use a multipart upload on S3, or pass a reference to S3 instead of the data.',
      permanence: 'permanent',
      basis: 'inferred',
      source: S3,
    },
    {
      codes: ['ValidationException', 'ValidationError'],
      name: 'ValidationException',
      meaning:
        'A parameter breaks a rule of the service: missing, of the wrong type, too long, or against the schema of the table.',
      action: 'Correct the parameter that the message names. Retrying does not help.',
      permanence: 'permanent',
      basis: 'documented',
      source: DYNAMODB,
    },
    {
      codes: [
        'InvalidParameterException',
        'InvalidParameterValue',
        'InvalidParameterValueException',
        'InvalidParameterCombination',
      ],
      name: 'InvalidParameterValue',
      meaning: 'A parameter has a value that is not allowed, alone or together with another one.',
      action: 'Look the parameter up in the API reference of the operation, and mind which ones exclude each other.',
      permanence: 'permanent',
      basis: 'inferred',
      source: QUERY,
    },
    {
      codes: ['MissingParameter'],
      name: 'MissingParameter',
      meaning: 'A required parameter of the operation was not sent.',
      action: 'Add the parameter that the message names; a value of undefined in the client is a common reason.',
      permanence: 'permanent',
      basis: 'inferred',
      source: QUERY,
    },
    {
      codes: ['InvalidAction', 'UnknownOperationException'],
      name: 'InvalidAction',
      meaning: 'The service does not know the requested operation.',
      action:
        'Check the `Action` parameter or X-Amz-Target header, the API version, and that the request went to the right service.',
      permanence: 'permanent',
      basis: 'inferred',
      source: QUERY,
    },
    {
      codes: ['SerializationException', 'MalformedHttpRequestException'],
      name: 'SerializationException',
      meaning: 'The service could not turn the body into its input: broken JSON, a wrong type, or a wrong encoding.',
      action:
        'Compare types in the body with the API reference: numbers sent as strings and a doubly encoded body are frequent.',
      permanence: 'permanent',
      basis: 'inferred',
    },
    {
      codes: ['ConditionalCheckFailedException'],
      name: 'ConditionalCheckFailedException',
      meaning: 'The condition of a DynamoDB write was false: the item is not in the state the writer expected.',
      action: 'Read the item again and decide anew. With optimistic locking, repeat the change on the new version.',
      permanence: 'permanent',
      basis: 'documented',
      source: DYNAMODB,
    },
    {
      codes: ['TransactionCanceledException'],
      name: 'TransactionCanceledException',
      meaning: 'DynamoDB cancelled the whole transaction because one of its parts could not be done.',
      action:
        'Read `CancellationReasons`: retry for TransactionConflict or throttling, correct the request for the others.',
      permanence: 'unknown',
      basis: 'inferred',
      source: DYNAMODB,
    },
    {
      codes: ['ItemCollectionSizeLimitExceededException'],
      name: 'ItemCollectionSizeLimitExceededException',
      meaning: 'All items under one partition key of a table with a local index together exceed 10 GB.',
      action: 'Delete or move items under that key, or spread them over more keys.',
      permanence: 'unknown',
      basis: 'inferred',
      source: DYNAMODB,
    },
    {
      codes: ['ConflictException', 'OperationAborted', 'ResourceInUseException', 'ResourceConflictException'],
      name: 'ConflictException',
      meaning: 'The resource is being changed by another operation, or is in a state that this one cannot start from.',
      action: 'Wait until the other operation is done, read the current state and try again.',
      permanence: 'temporary',
      basis: 'inferred',
      source: LAMBDA,
    },
    {
      codes: ['NotAuthorizedException'],
      name: 'NotAuthorizedException',
      meaning:
        'Cognito rejected the login or token: wrong password, unknown user, a revoked or expired token, or too many failed attempts.',
      action:
        'Let the user sign in again; when the message speaks of attempts, wait first. Check that the app client needs no secret hash.',
      permanence: 'permanent',
      basis: 'inferred',
      source: COGNITO,
    },
    {
      codes: ['UserNotFoundException'],
      name: 'UserNotFoundException',
      meaning: 'The Cognito user pool has no such user. The app client is set to reveal that.',
      action: 'Check user name and pool, or offer registration.',
      permanence: 'permanent',
      basis: 'inferred',
      source: COGNITO,
    },
    {
      codes: ['UserNotConfirmedException'],
      name: 'UserNotConfirmedException',
      meaning: 'The user registered but never entered the confirmation code.',
      action: 'Send the code again and ask for it before the next login.',
      permanence: 'permanent',
      basis: 'inferred',
      source: COGNITO,
    },
    {
      codes: ['PasswordResetRequiredException'],
      name: 'PasswordResetRequiredException',
      meaning: 'An administrator or an import requires the user to set a new password.',
      action: 'Lead the user through the forgotten-password flow.',
      permanence: 'permanent',
      basis: 'inferred',
      source: COGNITO,
    },
    {
      codes: ['CodeMismatchException', 'ExpiredCodeException'],
      name: 'CodeMismatchException',
      meaning: 'The confirmation or MFA code is wrong or too old.',
      action: 'Ask for the latest code, or send a new one.',
      permanence: 'permanent',
      basis: 'inferred',
      source:
        'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RespondToAuthChallenge.html',
    },
    {
      codes: ['UsernameExistsException', 'AliasExistsException'],
      name: 'UsernameExistsException',
      meaning: 'The user name, mail address or phone number already belongs to an account of the pool.',
      action: 'Offer the login or the password reset instead of a second registration.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html',
    },
    {
      codes: ['InvalidPasswordException'],
      name: 'InvalidPasswordException',
      meaning: 'The new password does not meet the policy of the user pool.',
      action: 'Show the rules from the message and let the user choose another one.',
      permanence: 'permanent',
      basis: 'inferred',
      source: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SignUp.html',
    },
    {
      codes: ['UserLambdaValidationException', 'UnexpectedLambdaException', 'InvalidLambdaResponseException'],
      name: 'UserLambdaValidationException',
      meaning:
        'A Lambda trigger of the user pool refused the request, failed, or returned something Cognito cannot use.',
      action: 'Read the log of the trigger function; where it refuses on purpose, the message is its own.',
      permanence: 'unknown',
      basis: 'inferred',
      source: COGNITO,
    },
    {
      codes: ['InstanceLimitExceeded', 'InsufficientInstanceCapacity'],
      name: 'InsufficientInstanceCapacity',
      meaning:
        'EC2 cannot start more of these instances: the quota of the account or the free capacity of the zone is used up.',
      action: 'For capacity, try another zone or type or wait; for the limit, ask for a higher quota.',
      permanence: 'unknown',
      basis: 'inferred',
      source: EC2,
    },
  ],
};

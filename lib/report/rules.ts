export * from '../redact/rules.ts';

/** The names of the report formats, apart from what writes them: the settings tab needs no more. */
export const REPORT_FORMATS = ['github', 'jira', 'jira-markdown', 'slack', 'text', 'json', 'curl', 'agent'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

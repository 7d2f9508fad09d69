/** The same call as the form makes, for a shell and for Java. */

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export type Call = { server: string; path: string; params: unknown; query: URLSearchParams; hasToken: boolean };

export function curl({ server, path, params, query, hasToken }: Call): string {
  const text = query.toString();
  const lines = [
    'curl -X POST',
    "-H 'Content-Type: application/json'",
    ...(hasToken ? ['-H "Authorization: Bearer $GANTRY_API_TOKEN"'] : []),
    `-d ${quoted(JSON.stringify(params))}`,
    quoted(`${server}/${path}/job${text ? `?${text}` : ''}`),
  ];
  return lines.join(' \\\n  ');
}

export function java({ server, path, params }: Call): string {
  const json = JSON.stringify(params, null, 2)
    .replaceAll('\\', '\\\\')
    .replaceAll('"""', '\\"""')
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
  return [
    `GantryClient client = new GantryClient(URI.create("${server}"));`,
    `JsonNode params = new ObjectMapper().readTree("""`,
    `${json}`,
    `        """);`,
    `client.submit("${path}", params, SubmitOptions.NONE);`,
  ].join('\n');
}

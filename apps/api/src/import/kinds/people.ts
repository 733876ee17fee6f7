/** People by what they sign in with; a username comes before another's e-mail address. */
export const people = `(
  SELECT DISTINCT ON (login) login, id
  FROM (SELECT lower(username) AS login, id, 1 AS rank FROM app_user UNION ALL SELECT lower(email), id, 2 FROM app_user) logins
  ORDER BY login, rank)`

/** Refuses rows whose column names nobody. */
export const personRule = (column: string): string =>
  `SELECT 0, s.line, format('There is nobody with the username or e-mail address %s.', s.${column})
    FROM staged s LEFT JOIN ${people} u ON u.login = lower(s.${column}) WHERE s.${column} IS NOT NULL AND u.id IS NULL`

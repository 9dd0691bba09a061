export const SCHEMA = `
  CREATE TABLE IF NOT EXISTS inbox_messages (
    position INTEGER PRIMARY KEY,
    direction TEXT NOT NULL,
    number INTEGER NOT NULL,
    phone TEXT NOT NULL,
    at TEXT NOT NULL,
    text TEXT NOT NULL,
    business_key TEXT,
    template TEXT,
    language TEXT,
    params TEXT,
    valid_until TEXT,
    delivery TEXT,
    UNIQUE (direction, number)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS inbox_messages_by_phone ON inbox_messages (phone, position);
  CREATE TABLE IF NOT EXISTS inbox_phones (
    phone TEXT PRIMARY KEY,
    condition TEXT NOT NULL DEFAULT 'reachable',
    opted_out INTEGER NOT NULL DEFAULT 0,
    unread INTEGER NOT NULL DEFAULT 0,
    last_position INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS inbox_alerts (
    position INTEGER PRIMARY KEY,
    alert_key TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    community TEXT NOT NULL,
    grid TEXT NOT NULL,
    department TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
`
// Without RETURNING: it would cost a table of its own each time.
export const NEXT_NUMBER =
  'SELECT coalesce(max(number), 0) + 1 AS number FROM inbox_messages WHERE direction = ?'
export const INSERT_MESSAGE = `
  INSERT INTO inbox_messages
    (direction, number, phone, at, text, business_key, template, language, params, valid_until, delivery)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
`
/** Kept by the carrier for a phone that is off. */
export const PENDING = `
  SELECT * FROM inbox_messages WHERE phone = ? AND delivery = 'pending' AND valid_until > ? ORDER BY position
`
export const TOUCH_PHONE = `
  INSERT INTO inbox_phones (phone, unread, last_position) VALUES (?1, ?2, ?3)
  ON CONFLICT (phone) DO UPDATE SET unread = unread + ?2, last_position = ?3
`

const JOINED = `
  SELECT p.phone AS owner, p.condition, p.opted_out, p.unread, p.last_position, m.*
  FROM inbox_phones AS p LEFT JOIN inbox_messages AS m ON m.position = p.last_position
`
export const ONE_PHONE = `${JOINED} WHERE p.phone = ?`
export const PHONES = `
  ${JOINED} WHERE p.last_position < ?1 OR (p.last_position = ?1 AND p.phone > ?2)
  ORDER BY p.last_position DESC, p.phone LIMIT ?3
`
export const UNREAD = 'SELECT coalesce(sum(unread), 0) AS unread FROM inbox_phones'
export const NEWEST_MESSAGES =
  'SELECT * FROM inbox_messages WHERE phone = ? AND position < ? ORDER BY position DESC LIMIT ?'

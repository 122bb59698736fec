BEGIN TRANSACTION;
CREATE TABLE account (
	id INTEGER NOT NULL, 
	person_id INTEGER, 
	channel VARCHAR(20) NOT NULL, 
	external_id VARCHAR(64) NOT NULL, 
	reachable VARCHAR(12) NOT NULL, 
	last_seen_at DATETIME NOT NULL, 
	CONSTRAINT pk_account PRIMARY KEY (id), 
	CONSTRAINT fk_account_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT uq_account_channel_external_id UNIQUE (channel, external_id)
);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE contribution (
	id INTEGER NOT NULL, 
	author_id INTEGER, 
	kind VARCHAR(20) NOT NULL, 
	status VARCHAR(20) NOT NULL, 
	version INTEGER NOT NULL, 
	wijk VARCHAR(24), 
	theme VARCHAR(24), 
	needs JSON NOT NULL, 
	details JSON NOT NULL, 
	name VARCHAR(60), 
	language VARCHAR(16) NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	owner_id INTEGER, 
	received_at DATETIME NOT NULL, 
	answer_by DATE NOT NULL, 
	answered_at DATETIME, 
	desk VARCHAR(24), 
	check_back DATE, 
	answer_road VARCHAR(12), 
	answer_phone VARCHAR(20), 
	question TEXT, 
	asked_by_id INTEGER, 
	heard TEXT, 
	heard_by_id INTEGER, 
	heard_right VARCHAR(8), 
	news VARCHAR(20), 
	folded TEXT DEFAULT '' NOT NULL, 
	next_due_at DATETIME, 
	next_due_what VARCHAR(20), 
	next_due_to VARCHAR(20), 
	changed_by_id INTEGER, 
	CONSTRAINT pk_contribution PRIMARY KEY (id), 
	CONSTRAINT ck_contribution_open_has_due CHECK (status IN ('closed', 'set_aside', 'withdrawn') OR (next_due_at IS NOT NULL AND next_due_what IS NOT NULL AND next_due_to IS NOT NULL)), 
	CONSTRAINT fk_contribution_asked_by_id FOREIGN KEY(asked_by_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT fk_contribution_author_id FOREIGN KEY(author_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT fk_contribution_changed_by_id FOREIGN KEY(changed_by_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT fk_contribution_heard_by_id FOREIGN KEY(heard_by_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT fk_contribution_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE SET NULL
);
CREATE TABLE decision (
	id INTEGER NOT NULL, 
	contribution_id INTEGER NOT NULL, 
	outcome VARCHAR(20) NOT NULL, 
	reason TEXT NOT NULL, 
	next_step TEXT NOT NULL, 
	who VARCHAR(60) NOT NULL, 
	by_when DATE, 
	as_it_is TEXT, 
	decided_by_id INTEGER, 
	decided_by VARCHAR(60) NOT NULL, 
	decided_at DATETIME NOT NULL, 
	read_at DATETIME, 
	CONSTRAINT pk_decision PRIMARY KEY (id), 
	CONSTRAINT ck_decision_has_reason CHECK (length(reason) >= 20), 
	CONSTRAINT fk_decision_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) ON DELETE CASCADE, 
	CONSTRAINT fk_decision_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES person (id) ON DELETE SET NULL
);
CREATE TABLE hidden (
	contribution_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	CONSTRAINT pk_hidden PRIMARY KEY (contribution_id, person_id), 
	CONSTRAINT fk_hidden_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) ON DELETE CASCADE, 
	CONSTRAINT fk_hidden_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE inbox (
	id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	event_id VARCHAR(80) NOT NULL, 
	sender VARCHAR(90) NOT NULL, 
	payload JSON NOT NULL, 
	received_at DATETIME NOT NULL, 
	state VARCHAR(8) NOT NULL, 
	attempts INTEGER NOT NULL, 
	claimed_until FLOAT NOT NULL, 
	handled_at DATETIME, 
	error TEXT, 
	CONSTRAINT pk_inbox PRIMARY KEY (id), 
	CONSTRAINT uq_inbox_channel_event_id UNIQUE (channel, event_id)
);
CREATE TABLE invitation (
	id INTEGER NOT NULL, 
	token_hash VARCHAR(64) NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	name VARCHAR(60) NOT NULL, 
	wijk VARCHAR(24), 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	person_id INTEGER, 
	CONSTRAINT pk_invitation PRIMARY KEY (id), 
	CONSTRAINT fk_invitation_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT uq_invitation_token_hash UNIQUE (token_hash)
);
CREATE TABLE lead (
	name VARCHAR(12) NOT NULL, 
	holder VARCHAR(40) NOT NULL, 
	term INTEGER NOT NULL, 
	until FLOAT NOT NULL, 
	CONSTRAINT pk_lead PRIMARY KEY (name)
);
CREATE TABLE media (
	id VARCHAR(40) NOT NULL, 
	account_id INTEGER NOT NULL, 
	channel VARCHAR(20) NOT NULL, 
	reference TEXT NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	seconds INTEGER, 
	size INTEGER, 
	mime VARCHAR(80), 
	name VARCHAR(200), 
	state VARCHAR(8) NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at FLOAT NOT NULL, 
	sha256 VARCHAR(64), 
	bytes BLOB, 
	created_at DATETIME NOT NULL, 
	error TEXT, 
	CONSTRAINT pk_media PRIMARY KEY (id), 
	CONSTRAINT fk_media_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE TABLE menu (
	account_id INTEGER NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_menu PRIMARY KEY (account_id), 
	CONSTRAINT fk_menu_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE TABLE move (
	token_hash VARCHAR(64) NOT NULL, 
	account_id INTEGER NOT NULL, 
	expires_at DATETIME NOT NULL, 
	used_at DATETIME, 
	CONSTRAINT pk_move PRIMARY KEY (token_hash), 
	CONSTRAINT fk_move_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE TABLE notice (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	version VARCHAR(20) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	shown_at DATETIME NOT NULL, 
	understood_at DATETIME, 
	CONSTRAINT pk_notice PRIMARY KEY (id), 
	CONSTRAINT fk_notice_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE, 
	CONSTRAINT uq_notice_person_id_version UNIQUE (person_id, version)
);
CREATE TABLE opt_in (
	id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	contribution_id INTEGER, 
	what VARCHAR(20) NOT NULL, 
	yes BOOLEAN NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	notice_version VARCHAR(20) NOT NULL, 
	given_at DATETIME NOT NULL, 
	CONSTRAINT pk_opt_in PRIMARY KEY (id), 
	CONSTRAINT fk_opt_in_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) ON DELETE CASCADE, 
	CONSTRAINT fk_opt_in_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	account_id INTEGER NOT NULL, 
	priority INTEGER NOT NULL, 
	message JSON NOT NULL, 
	dedupe_key VARCHAR(80), 
	about_id INTEGER, 
	on_sent VARCHAR(12), 
	not_before DATETIME, 
	state VARCHAR(8) NOT NULL, 
	term INTEGER NOT NULL, 
	attempts INTEGER NOT NULL, 
	retry_at FLOAT NOT NULL, 
	parts_sent INTEGER NOT NULL, 
	sent_ids JSON NOT NULL, 
	sent_at DATETIME, 
	error TEXT, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT fk_outbox_about_id FOREIGN KEY(about_id) REFERENCES contribution (id) ON DELETE SET NULL, 
	CONSTRAINT fk_outbox_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE, 
	CONSTRAINT uq_outbox_dedupe_key UNIQUE (dedupe_key)
);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	name VARCHAR(60), 
	language VARCHAR(16) NOT NULL, 
	role VARCHAR(20) DEFAULT 'resident' NOT NULL, 
	wijk VARCHAR(24), 
	muted BOOLEAN NOT NULL, 
	young BOOLEAN DEFAULT 0 NOT NULL, 
	discreet BOOLEAN, 
	remembered JSON NOT NULL, 
	access_from DATETIME, 
	summary VARCHAR(8), 
	summary_at DATETIME, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id)
);
CREATE TABLE progress (
	account_id INTEGER NOT NULL, 
	thread VARCHAR(32) NOT NULL, 
	data JSON NOT NULL, 
	ring_at DATETIME, 
	ring_what VARCHAR(12), 
	ring_run VARCHAR(12), 
	CONSTRAINT pk_progress PRIMARY KEY (account_id, thread), 
	CONSTRAINT fk_progress_account_id FOREIGN KEY(account_id) REFERENCES account (id) ON DELETE CASCADE
);
CREATE TABLE return_code (
	code_hash VARCHAR(64) NOT NULL, 
	sender VARCHAR(90) NOT NULL, 
	created_at DATETIME NOT NULL, 
	attempt_hash VARCHAR(64), 
	used_at DATETIME, 
	CONSTRAINT pk_return_code PRIMARY KEY (code_hash), 
	CONSTRAINT fk_return_code_sender FOREIGN KEY(sender) REFERENCES web_chat (sender) ON DELETE CASCADE, 
	CONSTRAINT uq_return_code_sender UNIQUE (sender)
);
CREATE TABLE room_clock (
	channel VARCHAR(20) NOT NULL, 
	summary_at DATETIME NOT NULL, 
	CONSTRAINT pk_room_clock PRIMARY KEY (channel)
);
CREATE TABLE room_move (
	channel VARCHAR(20) NOT NULL, 
	room VARCHAR(64) NOT NULL, 
	moved_to VARCHAR(64) NOT NULL, 
	moved_at DATETIME NOT NULL, 
	CONSTRAINT pk_room_move PRIMARY KEY (channel, room)
);
CREATE TABLE shown (
	channel VARCHAR(20) NOT NULL, 
	what VARCHAR(40) NOT NULL, 
	fingerprint VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_shown PRIMARY KEY (channel, what)
);
CREATE TABLE task (
	id INTEGER NOT NULL, 
	what VARCHAR(20) NOT NULL, 
	person_id INTEGER, 
	contribution_id INTEGER, 
	owner_id INTEGER, 
	details JSON NOT NULL, 
	due DATE NOT NULL, 
	created_at DATETIME NOT NULL, 
	done_at DATETIME, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) ON DELETE CASCADE, 
	CONSTRAINT fk_task_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) ON DELETE SET NULL, 
	CONSTRAINT fk_task_person_id FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE CASCADE
);
CREATE TABLE upload (
	sha256 VARCHAR(64) NOT NULL, 
	sender VARCHAR(90) NOT NULL, 
	bytes BLOB, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_upload PRIMARY KEY (sha256, sender), 
	CONSTRAINT fk_upload_sender FOREIGN KEY(sender) REFERENCES web_chat (sender) ON DELETE CASCADE
);
CREATE TABLE web_chat (
	sender VARCHAR(90) NOT NULL, 
	last_seq INTEGER NOT NULL, 
	fetched_seq INTEGER NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_web_chat PRIMARY KEY (sender)
);
CREATE TABLE web_message (
	id INTEGER NOT NULL, 
	sender VARCHAR(90) NOT NULL, 
	seq INTEGER NOT NULL, 
	mine BOOLEAN NOT NULL, 
	text TEXT NOT NULL, 
	buttons JSON NOT NULL, 
	media JSON, 
	chosen TEXT, 
	event_id VARCHAR(40), 
	pushed BOOLEAN NOT NULL, 
	unfetched_told BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_web_message PRIMARY KEY (id), 
	CONSTRAINT fk_web_message_sender FOREIGN KEY(sender) REFERENCES web_chat (sender) ON DELETE CASCADE, 
	CONSTRAINT uq_web_message_sender_event_id UNIQUE (sender, event_id)
);
CREATE TABLE web_session (
	token_hash VARCHAR(64) NOT NULL, 
	sender VARCHAR(90) NOT NULL, 
	created_at DATETIME NOT NULL, 
	CONSTRAINT pk_web_session PRIMARY KEY (token_hash), 
	CONSTRAINT fk_web_session_sender FOREIGN KEY(sender) REFERENCES web_chat (sender) ON DELETE CASCADE
);
CREATE TABLE words (
	id INTEGER NOT NULL, 
	contribution_id INTEGER NOT NULL, 
	why VARCHAR(12) NOT NULL, 
	edition INTEGER NOT NULL, 
	ref VARCHAR(120) NOT NULL, 
	part JSON NOT NULL, 
	folded TEXT DEFAULT '' NOT NULL, 
	said_at DATETIME NOT NULL, 
	CONSTRAINT pk_words PRIMARY KEY (id), 
	CONSTRAINT fk_words_contribution_id FOREIGN KEY(contribution_id) REFERENCES contribution (id) ON DELETE CASCADE
);
CREATE INDEX ix_inbox_waiting ON inbox (sender, id) WHERE state = 'waiting';
CREATE INDEX ix_account_person_id ON account (person_id);
CREATE INDEX ix_contribution_author_id ON contribution (author_id);
CREATE INDEX ix_contribution_due ON contribution (next_due_at);
CREATE INDEX ix_contribution_owner_id ON contribution (owner_id);
CREATE INDEX ix_hidden_person_id ON hidden (person_id);
CREATE INDEX ix_invitation_person_id ON invitation (person_id);
CREATE INDEX ix_notice_person ON notice (person_id);
CREATE INDEX ix_decision_contribution_id ON decision (contribution_id);
CREATE INDEX ix_media_account_id ON media (account_id);
CREATE INDEX ix_media_state ON media (state, retry_at);
CREATE INDEX ix_opt_in_contribution_id ON opt_in (contribution_id);
CREATE INDEX ix_opt_in_person_id ON opt_in (person_id);
CREATE INDEX ix_outbox_waiting ON outbox (account_id, priority, id) WHERE state IN ('waiting', 'sending');
CREATE INDEX ix_progress_ring ON progress (ring_at);
CREATE INDEX ix_task_contribution_id ON task (contribution_id);
CREATE INDEX ix_task_owner_id ON task (owner_id);
CREATE INDEX ix_task_person_id ON task (person_id);
CREATE INDEX ix_words_contribution_id ON words (contribution_id);
CREATE INDEX ix_words_ref ON words (ref);
CREATE INDEX ix_web_message_sender_seq ON web_message (sender, seq);
CREATE INDEX ix_web_session_sender ON web_session (sender);
CREATE INDEX ix_move_account_id ON move (account_id);
COMMIT;

-- One key signs at a time: of processes that make one at once, one succeeds.
CREATE UNIQUE INDEX "signing_key_one_current" ON "signing_key" ((true)) WHERE "retired_at" IS NULL;

-- What is typed at sign-in means one person only: a username that looks like an e-mail address is one's own.
ALTER TABLE "app_user"
  ADD CONSTRAINT "app_user_username_said" CHECK ("username" <> ''),
  ADD CONSTRAINT "app_user_email_said" CHECK ("email" <> ''),
  ADD CONSTRAINT "app_user_username_own_address"
    CHECK (position('@' IN "username") = 0 OR lower("username") = lower("email"));


-- Expired throttles are swept away.
CREATE INDEX "login_throttle_window_start_idx" ON "login_throttle" ("window_start");

-- Refresh tokens that have expired are swept away.
CREATE INDEX "refresh_token_expires_at_idx" ON "refresh_token" ("expires_at");

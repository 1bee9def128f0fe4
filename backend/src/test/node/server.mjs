// A real Better Auth server on the database whose URL is in DATABASE_URL, standing for the public address in BASE_URL.
// Prints its own address once it listens, then the link of every mail it would send, and ends when its standard input does.
import http from "node:http";
import { betterAuth } from "better-auth";
import { toNodeHandler } from "better-auth/node";
import { anonymous, bearer, jwt } from "better-auth/plugins";
import pg from "pg";

const mail = async ({ user, url }) => console.log(`mail ${user.email} ${url}`);
const auth = betterAuth({
  baseURL: process.env.BASE_URL,
  secret: process.env.SECRET,
  database: new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 }),
  emailAndPassword: { enabled: true, disableSignUp: process.env.SIGN_UP === "closed", sendResetPassword: mail, revokeSessionsOnPasswordReset: true },
  emailVerification: { sendVerificationEmail: mail },
  user: { deleteUser: { enabled: true } },
  session: { cookieCache: { enabled: true, maxAge: 300 } },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  plugins: [jwt(), bearer(), anonymous()],
});
const server = http.createServer(toNodeHandler(auth));
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on("end", () => process.exit(0)).resume();

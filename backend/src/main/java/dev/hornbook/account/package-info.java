/** Who a reader is: accounts, sessions, passwords and tokens in the formats of Better Auth. */
package dev.hornbook.account;

/** What was asked and answered: conversations and their messages, each user's own. */
package dev.hornbook.conversation;

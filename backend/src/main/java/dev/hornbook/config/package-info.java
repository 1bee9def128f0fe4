/** Settings from the environment and {@code .env}, judged before anything starts; and the home directory. */
package dev.hornbook.config;

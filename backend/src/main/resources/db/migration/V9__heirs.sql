-- An answer may still be written when its guest becomes somebody: hornbook_link tells whose it is now, so that it is kept for them.
grant select (id) on message to hornbook_link;

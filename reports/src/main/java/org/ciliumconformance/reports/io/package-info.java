/**
 * The results document as a file: written as behaviors finish, read back with errors that a user can act on.
 *
 * <p>The form of the file is spelled out here, field by field, and described in {@code results.schema.json}; it does
 * not follow from names in the code, so that renaming code never breaks a baseline. Also here: files that appear whole
 * or not at all, and the removal of secrets. No rendering for people.
 */
@NullMarked
package org.ciliumconformance.reports.io;

import org.jspecify.annotations.NullMarked;

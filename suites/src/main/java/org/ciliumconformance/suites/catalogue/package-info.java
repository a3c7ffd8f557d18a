/**
 * What a behavior declares, and the list of all behaviors. Nothing here runs one.
 */
@NullMarked
package org.ciliumconformance.suites.catalogue;

import org.jspecify.annotations.NullMarked;

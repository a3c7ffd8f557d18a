@org.jspecify.annotations.NullMarked
package org.ciliumconformance.suites;

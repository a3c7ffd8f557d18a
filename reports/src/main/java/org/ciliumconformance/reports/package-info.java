@org.jspecify.annotations.NullMarked
package org.ciliumconformance.reports;

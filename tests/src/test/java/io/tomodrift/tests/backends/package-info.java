/** What every compute backend must do, held against double precision and against each other. */
package io.tomodrift.tests.backends;

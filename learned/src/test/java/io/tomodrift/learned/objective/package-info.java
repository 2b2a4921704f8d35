/** Tests of losses and their balance. */
package io.tomodrift.learned.objective;

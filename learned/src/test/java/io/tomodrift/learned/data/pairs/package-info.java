/** Tests of pairs and their cache. */
package io.tomodrift.learned.data.pairs;

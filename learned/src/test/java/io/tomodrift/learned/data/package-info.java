/** Tests of cases, splits and patches. */
package io.tomodrift.learned.data;

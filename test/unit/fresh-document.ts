/** Before each file of tests: nothing in the document of what an earlier file of the same process left there. */
if (typeof document !== 'undefined') {
  document.body.replaceChildren();
  localStorage.clear();
}

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <tally.h>

/* summary(numbers) -> (count, mean, deviation) */
static PyObject *summary(PyObject *module, PyObject *numbers) {
  (void)module;
  struct tally tally = {0};
  PyObject *iterator = PyObject_GetIter(numbers);
  if (iterator == NULL) return NULL;
  PyObject *item;
  while ((item = PyIter_Next(iterator)) != NULL) {
    double number = PyFloat_AsDouble(item);
    Py_DECREF(item);
    if (PyErr_Occurred()) break;
    tally_add(&tally, number);
  }
  Py_DECREF(iterator);
  if (PyErr_Occurred()) return NULL;
  return Py_BuildValue("ndd", (Py_ssize_t)tally.count, tally.mean, tally_deviation(&tally));
}

static PyMethodDef methods[] = {{"summary", summary, METH_O, "The count, mean and deviation of numbers."}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_tally", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit__tally(void) { return PyModule_Create(&module); }

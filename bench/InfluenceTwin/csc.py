# One objective and gradient with SciPy's float64 CSC matrix: reads rows, columns and values that the bench wrote, then, for each line it is sent, the CPU time (best of three) of one evaluation with one
# matrix (physical dose alone) and with three (dose, alpha*dose, sqrt(beta)*dose, as an RBE-weighted plan needs them).
import sys
import time

import numpy as np
import scipy.sparse as sp

path = sys.argv[1]
voxels, spots = (int(n) for n in np.fromfile(path + ".shape", dtype=np.int64))
values = np.fromfile(path + ".values", dtype=np.float32).astype(np.float64)
rows = np.fromfile(path + ".rows", dtype=np.int32)
columns = np.fromfile(path + ".columns", dtype=np.int32)
dose = sp.coo_matrix((values, (rows, columns)), shape=(voxels, spots)).tocsc()
del values, rows, columns
matrices = [dose, dose.copy(), dose.copy()]
weights = np.ones(spots)


def evaluate(parts):
    gradient = np.zeros(spots)
    value = 0.0
    for part in parts:
        deviation = part @ weights - 1.0
        value += deviation @ deviation
        gradient += part.T @ (2 * deviation)
    return value, gradient


print(dose.nnz, float((dose @ weights).sum()), flush=True)
for line in sys.stdin:
    best = []
    for parts in (matrices[:1], matrices):
        times = []
        for repeat in range(3):
            start = time.process_time()
            evaluate(parts)
            times.append(1e3 * (time.process_time() - start))
        best.append(min(times))
    print(*best, flush=True)

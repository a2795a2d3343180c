// All kernels in one version: CK_VERSION names it, CK_INT8 says how bytes are multiplied, CK_PANELS how
// many vectors of queries a tile of inner products has registers for. See the files in Versions.
//
// A new kernel is declared and listed in CKernels.h, defined as CK(name) in Bodies, and handed on in Choice.c.
#include "Vectors.h"
#include "Bodies/Blocks.h"
#include "Bodies/Cholesky.h"
#include "Bodies/ConjugateGradient.h"
#include "Bodies/Gathered.h"
#include "Bodies/QueryPanels.h"
#include "Bodies/InnerProducts.h"
#include "Bodies/ManySystems.h"
#include "Bodies/Products.h"
#include "Bodies/RankingSteps.h"
#include "Bodies/Selection.h"
#include "Bodies/Softmax.h"
#include "Bodies/SparseProducts.h"
#include "Bodies/SparseRows.h"
#include "Bodies/Int8.h"
#include "Bodies/Nibbles.h"

#define CK_ENTRY(name) .name = CK(name),

const struct ck_kernels CK(kernels) = {.version = CK_VERSION_NAME, CK_EACH_KERNEL(CK_ENTRY)};

// The C++ twin of the stored influence (src/Hanbeam.Dose/Influence: BrickKernel, StoredRunBuilder, StoredOperator): the same operations on the same numbers.
//   g++ -O3 -march=native -o bricks bench/InfluenceTwin/bricks.cpp
//   dotnet run -c Release --project bench/Hanbeam.Benchmarks -- influence CASE --twin ./bricks
// Reads what the bench wrote, and for each line it is sent answers with the CPU time of a build, a forward and an adjoint product, ms, and two sums to compare.
#include <immintrin.h>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

typedef __m512 F;
static const int LANES = 16, BLOCK = 4, VALUES = 5, RUN = 64;

template <class T>
struct Line
{
    T* data = nullptr;
    size_t size = 0;
    void make(size_t n)
    {
        size = n;
        data = (T*)aligned_alloc(64, (n * sizeof(T) + 191) / 64 * 64);
        memset(data, 0, (n * sizeof(T) + 191) / 64 * 64);
    }
};

static FILE* file;
template <class T>
static T get()
{
    T x;
    if (fread(&x, sizeof x, 1, file) != 1) exit(1);
    return x;
}
template <class T>
static void get(Line<T>& line)
{
    line.make(get<int>());
    if (fread(line.data, sizeof(T), line.size, file) != line.size) exit(1);
}

struct Layer
{
    float x0, y0, stepX, stepY, shift, face, negligible;
    int nx, ny, rows, components, lastEnd;
    int end[3];
    float spread[3][4], largest[3][3];
    Line<uint8_t> occupied;
    Line<float> table, sigmaX, sigmaY, nodes;
};
struct Box { float left, right, low, high, lowZ, highZ, shallowest; };
struct Cell { int brick, component, rowEnd; };
struct Run
{
    std::vector<Cell> blocks;
    std::vector<uint32_t> rows;
    std::vector<uint16_t> scales, factors;
    Line<uint8_t> mantissas;
};

static std::vector<Layer> layers;
static std::vector<Box> boxes;
static Line<float> X, Y, Z, D;
static float perX, perY;
static int bricks;

static inline F of(float x) { return _mm512_set1_ps(x); }
static inline F load(const float* p) { return _mm512_load_ps(p); }
static inline F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
static inline float highest(F x)
{
    __m256 e = _mm256_max_ps(_mm512_castps512_ps256(x), _mm512_extractf32x8_ps(x, 1));
    __m128 f = _mm_max_ps(_mm256_castps256_ps128(e), _mm256_extractf128_ps(e, 1));
    f = _mm_max_ps(f, _mm_movehl_ps(f, f));
    return std::max(_mm_cvtss_f32(f), _mm_cvtss_f32(_mm_movehdup_ps(f)));
}
static inline F exp2lanes(F y)
{
    F whole = _mm512_roundscale_ps(y, 0), f = y - whole;
    F p = fma(of(0.0013333558f), f, of(0.009618129f));
    p = fma(p, f, of(0.05550411f));
    p = fma(p, f, of(0.2402265f));
    p = fma(p, f, of(0.6931472f));
    return _mm512_scalef_ps(fma(p, f, of(1)), whole);
}
static inline F rsqrt(F x)
{
    F e = _mm512_rsqrt14_ps(x);
    return e * fma(of(-0.5f) * x * e, e, of(1.5f));
}

struct Kernel
{
    Line<float> px, py, cells;
    std::vector<float> largest;
    alignas(64) float values[LANES * LANES];
    alignas(64) int at[LANES];
    alignas(64) float share[LANES];
    const Layer* layer;
    int brick, first, row0, rowEnd, column0, columnEnd, windowEnd;
    F sigmaX, sigmaY, amplitude, alpha, beta, let;

    Kernel()
    {
        size_t nx = 0, ny = 0, size = 0;
        for (auto& l : layers) nx = std::max<size_t>(nx, l.nx), ny = std::max<size_t>(ny, l.ny), size = std::max<size_t>(size, (size_t)l.nx * (l.ny + BLOCK));
        px.make(nx * LANES);
        py.make((ny + BLOCK) * LANES);
        cells.make(size * LANES);
        largest.resize(size);
    }

    static float read(const Line<float>& v, float p)
    {
        p = std::min(std::max(p, 0.f), v.size - 1.001f);
        int n = (int)p;
        return v.data[n] + (p - n) * (v.data[n + 1] - v.data[n]);
    }

    bool enter(const Layer& l, int b)
    {
        layer = &l, brick = b;
        const Box& box = boxes[b];
        first = (int)((box.shallowest + l.shift) / 0.1f);
        if (first >= l.lastEnd) return false;
        F p = (load(D.data + b * LANES) + of(l.shift)) * of(1 / 0.1f);
        p = _mm512_min_ps(_mm512_max_ps(p, _mm512_setzero_ps()), of((float)l.rows - 0.01f));
        __m512i whole = _mm512_cvttps_epi32(p);
        _mm512_store_si512(at, whole);
        _mm512_store_ps(share, p - _mm512_cvtepi32_ps(whole));
        F r[LANES], q[LANES];
        for (int n = 0; n < LANES; n++)
        {
            const float* line = l.table.data + at[n] * LANES;
            F upper = load(line), lower = load(line + LANES);
            r[n] = fma(of(share[n]), lower - upper, upper);
        }
        for (int n = 0; n < LANES; n += 4)
        {
            __m512d a = _mm512_castps_pd(_mm512_unpacklo_ps(r[n], r[n + 1])), c = _mm512_castps_pd(_mm512_unpackhi_ps(r[n], r[n + 1]));
            __m512d d = _mm512_castps_pd(_mm512_unpacklo_ps(r[n + 2], r[n + 3])), e = _mm512_castps_pd(_mm512_unpackhi_ps(r[n + 2], r[n + 3]));
            q[n] = _mm512_castpd_ps(_mm512_unpacklo_pd(a, d)), q[n + 1] = _mm512_castpd_ps(_mm512_unpackhi_pd(a, d));
            q[n + 2] = _mm512_castpd_ps(_mm512_unpacklo_pd(c, e)), q[n + 3] = _mm512_castpd_ps(_mm512_unpackhi_pd(c, e));
        }
        for (int n = 0; n < 4; n++)
        {
            F a = _mm512_shuffle_f32x4(q[n], q[4 + n], 0x88), c = _mm512_shuffle_f32x4(q[n], q[4 + n], 0xDD);
            F d = _mm512_shuffle_f32x4(q[8 + n], q[12 + n], 0x88), e = _mm512_shuffle_f32x4(q[8 + n], q[12 + n], 0xDD);
            _mm512_store_ps(values + n * LANES, _mm512_shuffle_f32x4(a, d, 0x88));
            _mm512_store_ps(values + (4 + n) * LANES, _mm512_shuffle_f32x4(c, e, 0x88));
            _mm512_store_ps(values + (8 + n) * LANES, _mm512_shuffle_f32x4(a, d, 0xDD));
            _mm512_store_ps(values + (12 + n) * LANES, _mm512_shuffle_f32x4(c, e, 0xDD));
        }
        float low = (box.lowZ + 1000) / 2, high = (box.highZ + 1000) / 2, height = box.highZ - box.lowZ;
        float lx = read(l.sigmaX, low), hx = read(l.sigmaX, high), ly = read(l.sigmaY, low), hy = read(l.sigmaY, high);
        F s = height > 0 ? (load(Z.data + b * LANES) - of(box.lowZ)) * of(1 / height) : _mm512_setzero_ps();
        sigmaX = fma(s, of(hx - lx), of(lx));
        sigmaY = fma(s, of(hy - ly), of(ly));
        return true;
    }

    static void profile(Line<float>& to, int from, int end, float origin, float step, F place, F root)
    {
        F scale = root * of(std::sqrt(1.442695f / 2)), offset = (of(origin) - place) * scale, stride = of(step) * scale;
        for (int n = from; n < end; n++)
        {
            F d = fma(of((float)n), stride, offset);
            _mm512_store_ps(to.data + (n - from) * LANES, exp2lanes(-(d * d)));
        }
    }

    bool select(int c)
    {
        const Layer& l = *layer;
        if (first >= l.end[c]) return false;
        const float* v = values + c * VALUES * LANES;
        F a = load(v);
        if (!_mm512_cmp_ps_mask(a, of(l.negligible), _CMP_GT_OQ)) return false;
        F variance = load(v + LANES), z = load(Z.data + brick * LANES);
        if (l.shift > 0)
        {
            F depth = load(D.data + brick * LANES), gap = _mm512_max_ps(_mm512_setzero_ps(), of(l.face) - z - depth), square = gap * (gap + depth + depth);
            F primaries = of(2 * l.spread[c][1]) * gap + of(l.spread[c][0]) * square, born = of(2 * l.spread[c][3]) * gap + of(l.spread[c][2]) * square;
            variance += fma(of(l.shift) / (of(l.shift) + depth), born - primaries, primaries);
        }
        F rx = rsqrt(fma(sigmaX, sigmaX, variance)), ry = rsqrt(fma(sigmaY, sigmaY, variance));
        amplitude = a * rx * ry * of(1 / (2 * 3.14159265f));
        alpha = load(v + 2 * LANES), beta = load(v + 3 * LANES), let = load(v + 4 * LANES);
        rx *= fma(of(-perX), z, of(1));
        ry *= fma(of(-perY), z, of(1));
        const Box& box = boxes[brick];
        float reachX = 3.2f / -highest(-rx), reachY = 3.2f / -highest(-ry);
        column0 = std::max(0, (int)std::ceil((box.left - reachX - l.x0) / l.stepX));
        columnEnd = std::min(l.nx, (int)std::floor((box.right + reachX - l.x0) / l.stepX) + 1);
        row0 = std::max(0, (int)std::ceil((box.low - reachY - l.y0) / l.stepY));
        rowEnd = std::min(l.ny, (int)std::floor((box.high + reachY - l.y0) / l.stepY) + 1);
        if (column0 >= columnEnd || row0 >= rowEnd) return false;
        rowEnd = row0 + (rowEnd - row0 + BLOCK - 1) / BLOCK * BLOCK;
        profile(px, column0, columnEnd, l.x0, l.stepX, load(X.data + brick * LANES), rx);
        profile(py, row0, rowEnd, l.y0, l.stepY, load(Y.data + brick * LANES), ry);
        return true;
    }

    float products()
    {
        const Layer& l = *layer;
        windowEnd = std::min(rowEnd, l.ny);
        F most = _mm512_setzero_ps();
        int cell = 0;
        for (int row = row0; row < windowEnd; row++)
        {
            F y = amplitude * load(py.data + (row - row0) * LANES);
            for (int c = column0; c < columnEnd; c++, cell++)
            {
                largest[cell] = 0;
                if (!l.occupied.data[row * l.nx + c]) continue;
                F p = y * load(px.data + (c - column0) * LANES);
                _mm512_store_ps(cells.data + cell * LANES, p);
                largest[cell] = highest(p);
                most = _mm512_max_ps(most, p);
            }
        }
        return highest(most);
    }
};

struct Builder : Kernel
{
    std::vector<Cell> blocks;
    std::vector<uint32_t> rows;
    std::vector<uint16_t> scales, factors;
    std::vector<uint8_t> mantissas = std::vector<uint8_t>(1 << 16);
    long nonZeros = 0;

    void factor(F v, float most)
    {
        size_t start = factors.size();
        factors.resize(start + LANES);
        __m512i whole = _mm512_cvttps_epi32(v * of(most > 0 ? 65535 / most : 0) + of(0.5f));
        _mm256_storeu_si256((__m256i*)&factors[start], _mm512_cvtepi32_epi16(whole));
    }

    void add(int component)
    {
        float top = products();
        if (top <= 0) return;
        float least = 0.01f * top;
        int columns = columnEnd - column0, count = (windowEnd - row0) * columns;
        F all = _mm512_setzero_ps(), kept = all;
        for (int n = 0; n < count; n++)
        {
            if (largest[n] == 0) continue;
            F v = load(cells.data + n * LANES);
            all += v;
            if (largest[n] >= least) kept += v;
        }
        float keep = _mm512_reduce_add_ps(all) / _mm512_reduce_add_ps(kept);
        size_t before = rows.size(), needed = (scales.size() + count) * LANES;
        if (needed > mantissas.size()) mantissas.resize(std::max(needed, 2 * mantissas.size()));
        for (int row = row0; row < windowEnd; row++)
        {
            int start = (row - row0) * columns, a = start, b = start + columns;
            while (a < b && largest[a] < least) a++;
            while (a < b && largest[b - 1] < least) b--;
            if (a >= b) continue;
            for (int n = a; n < b; n += LANES) rows.push_back((uint32_t)(row * layer->nx + column0 + n - start) << 8 | (uint32_t)std::min(LANES, b - n));
            for (int n = a; n < b; n++)
            {
                float wanted = largest[n] * keep / 255;
                int bits;
                memcpy(&bits, &wanted, 4);
                uint16_t half = (uint16_t)(bits + 0xFFFF >> 16);
                bits = half << 16;
                float scale;
                memcpy(&scale, &bits, 4);
                F levels = load(cells.data + n * LANES) * of(scale > 0 ? keep / scale : 0);
                _mm_storeu_si128((__m128i*)&mantissas[scales.size() * LANES], _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(levels + of(0.5f))));
                scales.push_back(half);
                nonZeros += __builtin_popcount(_mm512_cmp_ps_mask(levels, of(0.5f), _CMP_GE_OQ));
            }
        }
        if (rows.size() == before) return;
        blocks.push_back({brick, component, (int)rows.size()});
        factor(alpha, layer->largest[component][0]);
        factor(beta, layer->largest[component][1]);
        factor(let, layer->largest[component][2]);
    }

    void build(const Layer& l, int from, int to, Run& run)
    {
        blocks.clear(), rows.clear(), scales.clear(), factors.clear();
        for (int b = from; b < to; b++)
            if (enter(l, b))
                for (int c = 0; c < l.components; c++)
                    if (select(c)) add(c);
        run.blocks = blocks, run.rows = rows, run.scales = scales, run.factors = factors;
        run.scales.resize(scales.size() + LANES);
        run.mantissas.data = (uint8_t*)aligned_alloc(64, (scales.size() * LANES + 191) / 64 * 64);
        run.mantissas.size = scales.size() * LANES;
        memcpy(run.mantissas.data, mantissas.data(), run.mantissas.size);
    }
};

static inline F number(const uint8_t* p) { return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i*)p))); }
static inline F scaleOf(const uint16_t* p) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p)), 16)); }
static inline F wide(const uint16_t* p, float most) { return _mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p))) * of(most / 65535); }

static void forward(const Run& run, const Layer& l, float* sums, float* scaled)
{
    int row = 0, cell = 0;
    for (size_t k = 0; k < run.blocks.size(); k++)
    {
        const Cell& block = run.blocks[k];
        int count = 0;
        for (; row < block.rowEnd; row++)
        {
            _mm512_storeu_ps(scaled + count, _mm512_loadu_ps(l.nodes.data + (run.rows[row] >> 8)));
            count += run.rows[row] & 0xFF;
        }
        _mm512_storeu_ps(scaled + count, _mm512_setzero_ps());
        for (int n = 0; n < count; n += LANES) _mm512_store_ps(scaled + n, load(scaled + n) * scaleOf(&run.scales[cell + n]));
        const uint8_t* m = run.mantissas.data + cell * LANES;
        F s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
        for (int n = 0; n < count; n += 4, m += 4 * LANES)
        {
            s0 = fma(number(m), of(scaled[n]), s0);
            s1 = fma(number(m + LANES), of(scaled[n + 1]), s1);
            s2 = fma(number(m + 2 * LANES), of(scaled[n + 2]), s2);
            s3 = fma(number(m + 3 * LANES), of(scaled[n + 3]), s3);
        }
        cell += count;
        F dose = s0 + s1 + (s2 + s3);
        const uint16_t* f = &run.factors[k * 3 * LANES];
        const float* most = l.largest[block.component];
        float* to = sums + block.brick * 4 * LANES;
        _mm512_store_ps(to, load(to) + dose);
        for (int q = 0; q < 3; q++) _mm512_store_ps(to + (q + 1) * LANES, fma(dose, wide(f + q * LANES, most[q]), load(to + (q + 1) * LANES)));
    }
}

static void adjoint(const Run& run, const Layer& l, const float* gradient, float* nodes, float* scales, int* places)
{
    const __m512i steps = _mm512_slli_epi32(_mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 4);
    int row = 0, cell = 0;
    for (size_t k = 0; k < run.blocks.size(); k++)
    {
        const Cell& block = run.blocks[k];
        int count = 0;
        for (; row < block.rowEnd; row++)
        {
            _mm512_storeu_si512(places + count, _mm512_add_epi32(_mm512_set1_epi32((int)(run.rows[row] >> 8) * LANES), steps));
            count += run.rows[row] & 0xFF;
        }
        const uint16_t* f = &run.factors[k * 3 * LANES];
        const float *most = l.largest[block.component], *g = gradient + block.brick * 4 * LANES;
        F factor = load(g);
        for (int q = 0; q < 3; q++) factor = fma(load(g + (q + 1) * LANES), wide(f + q * LANES, most[q]), factor);
        for (int n = 0; n < count; n += LANES) _mm512_store_ps(scales + n, scaleOf(&run.scales[cell + n]));
        const uint8_t* m = run.mantissas.data + cell * LANES;
        for (int n = 0; n < count; n++)
        {
            float* to = nodes + places[n];
            _mm512_store_ps(to, fma(number(m + n * LANES) * of(scales[n]), factor, load(to)));
        }
        cell += count;
    }
}

static double now() { return 1e3 * clock() / CLOCKS_PER_SEC; }

int main(int, char** args)
{
    file = fopen(args[1], "rb");
    if (!file) return 1;
    bricks = get<int>();
    perX = get<float>(), perY = get<float>();
    get(X), get(Y), get(Z), get(D);
    boxes.resize(bricks);
    for (auto& b : boxes) b = get<Box>();
    layers.resize(get<int>());
    size_t most = 0;
    for (auto& l : layers)
    {
        l.x0 = get<float>(), l.y0 = get<float>(), l.stepX = get<float>(), l.stepY = get<float>();
        l.nx = get<int>(), l.ny = get<int>();
        l.shift = get<float>(), l.face = get<float>(), l.negligible = get<float>();
        l.rows = get<int>(), l.lastEnd = get<int>(), l.components = get<int>();
        for (int c = 0; c < l.components; c++)
        {
            l.end[c] = get<int>();
            for (float& s : l.spread[c]) s = get<float>();
            for (float& s : l.largest[c]) s = get<float>();
        }
        get(l.occupied), get(l.table), get(l.sigmaX), get(l.sigmaY), get(l.nodes);
        most = std::max(most, l.nodes.size);
    }
    int runCount = (bricks + RUN - 1) / RUN;
    Line<float> sums, scratch, gradient, nodes;
    Line<int> places;
    sums.make((size_t)bricks * 4 * LANES), gradient.make(sums.size), scratch.make(most + 32), places.make(most + 32), nodes.make((most + 32) * LANES);
    std::fill(gradient.data, gradient.data + gradient.size, 1.f);
    char line[64];
    puts("ready");
    fflush(stdout);
    std::vector<std::vector<Run>> runs;
    while (fgets(line, sizeof line, stdin))
    {
        for (auto& layer : runs) for (auto& run : layer) free(run.mantissas.data);
        runs.assign(layers.size(), std::vector<Run>(runCount));
        double t0 = now();
        Builder builder;
        for (size_t l = 0; l < layers.size(); l++)
            for (int r = 0; r < runCount; r++) builder.build(layers[l], r * RUN, std::min(bricks, (r + 1) * RUN), runs[l][r]);
        double t1 = now(), best[2] = {1e30, 1e30}, total = 0;
        for (int repeat = 0; repeat < 3; repeat++)
        {
            double a = now();
            std::fill(sums.data, sums.data + sums.size, 0.f);
            for (int r = 0; r < runCount; r++)
                for (size_t l = 0; l < layers.size(); l++) forward(runs[l][r], layers[l], sums.data, scratch.data);
            double b = now();
            total = 0;
            for (size_t l = 0; l < layers.size(); l++)
            {
                std::fill(nodes.data, nodes.data + layers[l].nodes.size * LANES, 0.f);
                for (int r = 0; r < runCount; r++) adjoint(runs[l][r], layers[l], gradient.data, nodes.data, scratch.data, places.data);
                for (size_t n = 0; n < layers[l].nodes.size * LANES; n++) total += nodes.data[n];
            }
            double c = now();
            best[0] = std::min(best[0], b - a), best[1] = std::min(best[1], c - b);
        }
        double dose = 0;
        for (int b = 0; b < bricks; b++) for (int n = 0; n < LANES; n++) dose += sums.data[b * 4 * LANES + n];
        printf("%.3f %.3f %.3f %ld %.9g %.9g\n", t1 - t0, best[0], best[1], builder.nonZeros, dose, total);
        fflush(stdout);
    }
}

// The C++ twin of the stored influence (src/Hanbeam.Dose/Influence: BrickKernel, GaussianWindow, BrickCells, StoredRunBuilder, StoredOperator): the same operations on the same numbers.
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
static const int LANES = 16, BLOCK = 4, MEANS = 3, MOST = 6, RUN = 64, AHEAD = 4096;

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

struct Gaussian { int at, end; float spread[4]; };
struct Part { int at; float largest[3], level[3]; std::vector<Gaussian> gaussians; };
struct Layer
{
    float x0, y0, stepX, stepY, shift, face, negligible;
    int nx, ny, rows, lastEnd;
    std::vector<Part> parts;
    Line<float> occupied, table, sigmaX, sigmaY, nodes;
};
struct Box { float left, right, low, high, lowZ, highZ, shallowest; };
struct Block { int brick, part, cellEnd; };
struct Run
{
    std::vector<Block> blocks;
    std::vector<uint32_t> rows;
    std::vector<uint16_t> scales, factors;
    Line<uint8_t> mantissas;

    static void call(const void* p, size_t bytes)
    {
        for (size_t n = 0; n < bytes; n += 64) _mm_prefetch((const char*)p + n, _MM_HINT_T1);
    }
    void prefetch() const
    {
        call(blocks.data(), blocks.size() * sizeof(Block));
        call(rows.data(), rows.size() * 4);
        call(scales.data(), scales.size() * 2);
        call(factors.data(), factors.size() * 2);
        call(mantissas.data, std::min<size_t>(mantissas.size, AHEAD));
    }
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

struct Window
{
    Line<float> px, py;
    F integral, amplitude, rootX, rootY;
    int row0, rowEnd, column0, columnEnd;
};

struct Kernel
{
    Window windows[MOST];
    Line<float> cells, largest;
    alignas(64) float values[LANES * LANES];
    alignas(64) int at[LANES];
    alignas(64) float share[LANES];
    const Layer* layer;
    int brick, first, count;
    float cutShare, top;
    F sigmaX, sigmaY, alpha, beta, let, all;

    Kernel()
    {
        size_t nx = 0, ny = 0, size = 0, gaussians = 0;
        for (auto& l : layers)
        {
            nx = std::max<size_t>(nx, l.nx), ny = std::max<size_t>(ny, l.ny), size = std::max<size_t>(size, (size_t)l.nx * (l.ny + BLOCK));
            for (auto& p : l.parts) gaussians = std::max(gaussians, p.gaussians.size());
        }
        for (size_t n = 0; n < gaussians; n++) windows[n].px.make(nx * LANES), windows[n].py.make((ny + BLOCK) * LANES);
        cells.make((size + LANES) * LANES);
        largest.make(size + 2 * LANES);
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

    bool place(const Gaussian& g)
    {
        const Layer& l = *layer;
        const float* v = values + g.at * LANES;
        F a = load(v);
        if (!_mm512_cmp_ps_mask(a, of(l.negligible), _CMP_GT_OQ)) return false;
        Window& w = windows[count];
        F variance = load(v + LANES), z = load(Z.data + brick * LANES);
        if (l.shift > 0)
        {
            F depth = load(D.data + brick * LANES), gap = _mm512_max_ps(_mm512_setzero_ps(), of(l.face) - z - depth), square = gap * (gap + depth + depth);
            F primaries = of(2 * g.spread[1]) * gap + of(g.spread[0]) * square, born = of(2 * g.spread[3]) * gap + of(g.spread[2]) * square;
            variance += fma(of(l.shift) / (of(l.shift) + depth), born - primaries, primaries);
        }
        F rx = rsqrt(fma(sigmaX, sigmaX, variance)), ry = rsqrt(fma(sigmaY, sigmaY, variance));
        w.integral = a, w.amplitude = a * rx * ry * of(1 / (2 * 3.14159265f));
        w.rootX = rx * fma(of(-perX), z, of(1));
        w.rootY = ry * fma(of(-perY), z, of(1));
        const Box& box = boxes[brick];
        float reachX = 3.2f / -highest(-w.rootX), reachY = 3.2f / -highest(-w.rootY);
        w.column0 = std::max(0, (int)std::ceil((box.left - reachX - l.x0) / l.stepX));
        w.columnEnd = std::min(l.nx, (int)std::floor((box.right + reachX - l.x0) / l.stepX) + 1);
        w.row0 = std::max(0, (int)std::ceil((box.low - reachY - l.y0) / l.stepY));
        w.rowEnd = std::min(l.ny, (int)std::floor((box.high + reachY - l.y0) / l.stepY) + 1);
        if (w.column0 >= w.columnEnd || w.row0 >= w.rowEnd) return false;
        w.rowEnd = w.row0 + (w.rowEnd - w.row0 + BLOCK - 1) / BLOCK * BLOCK;
        return true;
    }

    void include(Window& w, const Window& other)
    {
        w.row0 = std::min(w.row0, other.row0), w.rowEnd = std::max(w.rowEnd, other.rowEnd);
        w.column0 = std::min(w.column0, other.column0), w.columnEnd = std::max(w.columnEnd, other.columnEnd);
        w.rowEnd = w.row0 + (std::min(w.rowEnd, layer->ny) - w.row0 + BLOCK - 1) / BLOCK * BLOCK;
    }

    bool select(const Part& part)
    {
        const Layer& l = *layer;
        count = 0;
        for (auto& g : part.gaussians) if (first < g.end && place(g)) count++;
        if (count == 0) return false;
        const float* v = values + part.at * LANES;
        alpha = load(v), beta = load(v + LANES), let = load(v + 2 * LANES);
        cutShare = 1;
        if (count > 1)
        {
            for (int n = 1; n < count; n++) include(windows[0], windows[n]);
            float integrals = 0, areas = 0, peaks = 0;
            for (int n = 0; n < count; n++)
            {
                include(windows[n], windows[0]);
                float integral = highest(windows[n].integral), peak = highest(windows[n].amplitude);
                integrals += integral, peaks += peak, areas += integral / peak;
            }
            cutShare = integrals / (areas * peaks);
        }
        for (int n = 0; n < count; n++)
        {
            Window& w = windows[n];
            profile(w.px, w.column0, w.columnEnd, l.x0, l.stepX, load(X.data + brick * LANES), w.rootX);
            profile(w.py, w.row0, w.rowEnd, l.y0, l.stepY, load(Y.data + brick * LANES), w.rootY);
        }
        return true;
    }

    static F y(const Window& w, int row) { return w.amplitude * load(w.py.data + (row - w.row0) * LANES); }

    static F fillOne(const Window& w, int row, int columns, const float* occupied, float* to)
    {
        F sum = _mm512_setzero_ps(), y0 = y(w, row);
        for (int c = 0; c < columns; c++)
        {
            F value = y0 * load(w.px.data + c * LANES) * of(occupied[c]);
            _mm512_store_ps(to + c * LANES, value);
            sum += value;
        }
        return sum;
    }

    F fillSum(int row, int columns, const float* occupied, float* to) const
    {
        F sum = _mm512_setzero_ps();
        for (int n = 0; n < count; n += 3)
        {
            int second = std::min(n + 1, count - 1), third = std::min(n + 2, count - 1);
            F y0 = y(windows[n], row), y1 = second > n ? y(windows[second], row) : _mm512_setzero_ps(), y2 = third > second ? y(windows[third], row) : _mm512_setzero_ps();
            const float *x0 = windows[n].px.data, *x1 = windows[second].px.data, *x2 = windows[third].px.data;
            for (int c = 0; c < columns; c++)
            {
                F value = y0 * load(x0 + c * LANES);
                value = fma(y1, load(x1 + c * LANES), value);
                value = fma(y2, load(x2 + c * LANES), value) * of(occupied[c]);
                sum += value;
                if (n > 0) value += load(to + c * LANES);
                _mm512_store_ps(to + c * LANES, value);
            }
        }
        return sum;
    }

    static F largestOfFour(const float* p)
    {
        F a = load(p), b = load(p + LANES), c = load(p + 2 * LANES), d = load(p + 3 * LANES);
        __m512d ab = _mm512_castps_pd(_mm512_max_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b)));
        __m512d cd = _mm512_castps_pd(_mm512_max_ps(_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d)));
        return _mm512_max_ps(_mm512_castpd_ps(_mm512_unpacklo_pd(ab, cd)), _mm512_castpd_ps(_mm512_unpackhi_pd(ab, cd)));
    }

    void fill()
    {
        const Layer& l = *layer;
        const Window& w = windows[0];
        int end = std::min(w.rowEnd, l.ny), columns = w.columnEnd - w.column0;
        float* to = cells.data;
        all = _mm512_setzero_ps();
        for (int row = w.row0; row < end; row++, to += columns * LANES)
        {
            const float* occupied = l.occupied.data + row * l.nx + w.column0;
            all += count == 1 ? fillOne(w, row, columns, occupied, to) : fillSum(row, columns, occupied, to);
        }
        for (int n = 0; n < LANES; n++) _mm512_store_ps(to + n * LANES, _mm512_setzero_ps());
        F most = _mm512_setzero_ps();
        for (int cell = 0; cell < (end - w.row0) * columns; cell += LANES)
        {
            const float* p = cells.data + cell * LANES;
            F a = largestOfFour(p), b = largestOfFour(p + 4 * LANES), c = largestOfFour(p + 8 * LANES), d = largestOfFour(p + 12 * LANES);
            F ab = _mm512_max_ps(_mm512_shuffle_f32x4(a, b, 0x44), _mm512_shuffle_f32x4(a, b, 0xEE));
            F cd = _mm512_max_ps(_mm512_shuffle_f32x4(c, d, 0x44), _mm512_shuffle_f32x4(c, d, 0xEE));
            F m = _mm512_max_ps(_mm512_shuffle_f32x4(ab, cd, 0x88), _mm512_shuffle_f32x4(ab, cd, 0xDD));
            _mm512_store_ps(largest.data + cell, m);
            most = _mm512_max_ps(most, m);
        }
        top = highest(most);
    }
};

struct Builder : Kernel
{
    std::vector<Block> blocks;
    std::vector<uint16_t> factors;
    std::vector<uint32_t> rows = std::vector<uint32_t>(1 << 10);
    std::vector<uint16_t> scales = std::vector<uint16_t>(1 << 12);
    std::vector<uint8_t> mantissas = std::vector<uint8_t>(1 << 16);
    std::vector<int> starts = std::vector<int>(largest.size);
    alignas(64) float inverse[LANES];
    int rowCount = 0, cellCount = 0;
    long nonZeros = 0;

    void factor(F v, float most)
    {
        size_t start = factors.size();
        factors.resize(start + LANES);
        __m512i whole = _mm512_cvttps_epi32(v * of(most > 0 ? 65535 / most : 0) + of(0.5f));
        _mm256_storeu_si256((__m256i*)&factors[start], _mm512_cvtepi32_epi16(whole));
    }

    F keep(float least)
    {
        const Window& w = windows[0];
        int before = rowCount, columns = w.columnEnd - w.column0, windowEnd = std::min(w.rowEnd, layer->ny);
        F dropped = _mm512_setzero_ps();
        const float* m = largest.data;
        for (int row = w.row0, start = 0; row < windowEnd; row++, start += columns)
        {
            int a = start, b = start + columns;
            while (a < b && m[a] < least) dropped += load(cells.data + a++ * LANES);
            while (a < b && m[b - 1] < least) dropped += load(cells.data + --b * LANES);
            for (int n = a; n < b; n += LANES)
            {
                starts[rowCount - before] = n;
                rows[rowCount++] = (uint32_t)(row * layer->nx + w.column0 + n - start) << 8 | (uint32_t)std::min(LANES, b - n);
            }
        }
        return dropped;
    }

    void quantise(int from, int n, F share, float most)
    {
        F wanted = _mm512_loadu_ps(largest.data + from) * of(most / 255);
        __m512i halves = _mm512_srli_epi32(_mm512_add_epi32(_mm512_castps_si512(wanted), _mm512_set1_epi32(0xFFFF)), 16);
        F scale = _mm512_castsi512_ps(_mm512_slli_epi32(halves, 16));
        _mm256_storeu_si256((__m256i*)&scales[cellCount], _mm512_cvtepi32_epi16(halves));
        _mm512_store_ps(inverse, _mm512_maskz_div_ps(_mm512_cmp_ps_mask(scale, _mm512_setzero_ps(), _CMP_GT_OQ), of(1), scale));
        uint8_t* to = &mantissas[(size_t)cellCount * LANES];
        const float* values = cells.data + from * LANES;
        for (int c = 0; c < n; c++)
            _mm_storeu_si128((__m128i*)(to + c * LANES), _mm512_cvtepi32_epi8(_mm512_cvttps_epi32(load(values + c * LANES) * share * of(inverse[c]) + of(0.5f))));
        cellCount += n;
    }

    void add(int part)
    {
        fill();
        if (top <= 0) return;
        int size = (std::min(windows[0].rowEnd, layer->ny) - windows[0].row0) * (windows[0].columnEnd - windows[0].column0) + LANES;
        if (rowCount + size > (int)rows.size()) rows.resize(2 * (rowCount + size));
        if (cellCount + size + LANES > (int)scales.size()) scales.resize(2 * (cellCount + size + LANES));
        if ((size_t)(cellCount + size) * LANES > mantissas.size()) mantissas.resize(2 * (size_t)(cellCount + size) * LANES);
        int before = rowCount;
        F kept = all - keep(0.015f * cutShare * top);
        F share = _mm512_max_ps(of(1), _mm512_min_ps(all / _mm512_max_ps(kept, of(1e-30f)), of(1.5f)));
        float most = highest(share);
        for (int row = before; row < rowCount; row++) quantise(starts[row - before], rows[row] & 0xFF, share, most);
        int missing = -cellCount & 3;
        if (missing > 0)
        {
            uint32_t last = rows[rowCount - 1];
            if ((int)(last & 0xFF) + missing <= LANES) rows[rowCount - 1] = last + missing;
            else rows[rowCount++] = (last & ~0xFFu) | missing;
            std::fill_n(&scales[cellCount], missing, (uint16_t)0);
            std::fill_n(&mantissas[(size_t)cellCount * LANES], missing * LANES, (uint8_t)0);
            cellCount += missing;
        }
        blocks.push_back({brick, part, cellCount});
        const float* means = layer->parts[part].largest;
        factor(alpha, means[0]);
        factor(beta, means[1]);
        factor(let, means[2]);
    }

    void build(const Layer& l, int from, int to, Run& run)
    {
        blocks.clear(), factors.clear();
        rowCount = cellCount = 0;
        for (int b = from; b < to; b++)
            if (enter(l, b))
                for (size_t p = 0; p < l.parts.size(); p++)
                    if (select(l.parts[p])) add((int)p);
        size_t size = (size_t)cellCount * LANES;
        run.blocks = blocks, run.factors = factors;
        run.rows.assign(rows.begin(), rows.begin() + rowCount);
        run.scales.reserve(cellCount + LANES);
        run.scales.assign(scales.begin(), scales.begin() + cellCount);
        run.scales.resize(cellCount + LANES);
        run.mantissas.data = (uint8_t*)aligned_alloc(64, (size + 191) / 64 * 64);
        run.mantissas.size = size;
        memcpy(run.mantissas.data, mantissas.data(), size);
        size_t n = 0;
        for (; n + 64 <= size; n += 64) nonZeros += __builtin_popcountll(_mm512_test_epi8_mask(_mm512_loadu_si512(&mantissas[n]), _mm512_set1_epi8(-1)));
        for (; n < size; n++) nonZeros += mantissas[n] != 0;
    }
};

static inline F number(const uint8_t* p) { return _mm512_cvtepi32_ps(_mm512_cvtepu8_epi32(_mm_loadu_si128((const __m128i*)p))); }
static inline F scaleOf(const uint16_t* p) { return _mm512_castsi512_ps(_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p)), 16)); }
static inline F wide(const uint16_t* p, float level) { return _mm512_cvtepi32_ps(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i*)p))) * of(level); }

static void forward(const Run& run, const Layer& l, float* sums, float* scaled)
{
    int cell = 0;
    const uint32_t* rows = run.rows.data();
    const uint16_t* scales = run.scales.data();
    const float* nodes = l.nodes.data;
    for (size_t r = 0; r < run.rows.size(); r++)
    {
        uint32_t packed = rows[r];
        _mm512_storeu_ps(scaled + cell, _mm512_loadu_ps(nodes + (packed >> 8)) * scaleOf(scales + cell));
        cell += packed & 0xFF;
    }
    const uint8_t* m = run.mantissas.data;
    int n = 0;
    for (size_t k = 0; k < run.blocks.size(); k++)
    {
        const Block& block = run.blocks[k];
        F s0 = _mm512_setzero_ps(), s1 = s0, s2 = s0, s3 = s0;
        for (int end = block.cellEnd; n < end; n += 4, m += 4 * LANES)
        {
            _mm_prefetch((const char*)m + AHEAD, _MM_HINT_T0);
            s0 = fma(number(m), of(scaled[n]), s0);
            s1 = fma(number(m + LANES), of(scaled[n + 1]), s1);
            s2 = fma(number(m + 2 * LANES), of(scaled[n + 2]), s2);
            s3 = fma(number(m + 3 * LANES), of(scaled[n + 3]), s3);
        }
        F dose = s0 + s1 + (s2 + s3);
        const uint16_t* f = &run.factors[k * 3 * LANES];
        const float* level = l.parts[block.part].level;
        float* to = sums + block.brick * 4 * LANES;
        _mm512_store_ps(to, load(to) + dose);
        for (int q = 0; q < 3; q++) _mm512_store_ps(to + (q + 1) * LANES, fma(dose, wide(f + q * LANES, level[q]), load(to + (q + 1) * LANES)));
    }
}

static void adjoint(const Run& run, const Layer& l, const float* gradient, float* nodes, float* scales, int* places)
{
    const __m512i steps = _mm512_slli_epi32(_mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15), 4);
    int cell = 0;
    const uint32_t* rows = run.rows.data();
    const uint16_t* halves = run.scales.data();
    for (size_t r = 0; r < run.rows.size(); r++)
    {
        _mm512_storeu_si512(places + cell, _mm512_add_epi32(_mm512_set1_epi32((int)(rows[r] >> 8) * LANES), steps));
        cell += rows[r] & 0xFF;
    }
    for (int n = 0; n < cell; n += LANES) _mm512_store_ps(scales + n, scaleOf(halves + n));
    const uint8_t* m = run.mantissas.data;
    int n = 0;
    for (size_t k = 0; k < run.blocks.size(); k++)
    {
        const Block& block = run.blocks[k];
        const uint16_t* f = &run.factors[k * 3 * LANES];
        const float *level = l.parts[block.part].level, *g = gradient + block.brick * 4 * LANES;
        F factor = load(g);
        for (int q = 0; q < 3; q++) factor = fma(load(g + (q + 1) * LANES), wide(f + q * LANES, level[q]), factor);
        for (int end = block.cellEnd; n < end; n += 4, m += 4 * LANES)
        {
            _mm_prefetch((const char*)m + AHEAD, _MM_HINT_T0);
            float *t0 = nodes + places[n], *t1 = nodes + places[n + 1], *t2 = nodes + places[n + 2], *t3 = nodes + places[n + 3];
            _mm512_store_ps(t0, fma(number(m) * of(scales[n]), factor, load(t0)));
            _mm512_store_ps(t1, fma(number(m + LANES) * of(scales[n + 1]), factor, load(t1)));
            _mm512_store_ps(t2, fma(number(m + 2 * LANES) * of(scales[n + 2]), factor, load(t2)));
            _mm512_store_ps(t3, fma(number(m + 3 * LANES) * of(scales[n + 3]), factor, load(t3)));
        }
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
        l.rows = get<int>(), l.lastEnd = get<int>();
        l.parts.resize(get<int>());
        for (auto& p : l.parts)
        {
            p.at = get<int>();
            p.gaussians.resize(get<int>());
            for (int q = 0; q < 3; q++) p.largest[q] = get<float>(), p.level[q] = p.largest[q] / 65535;
            for (auto& g : p.gaussians)
            {
                g.at = get<int>(), g.end = get<int>();
                for (float& x : g.spread) x = get<float>();
            }
        }
        get(l.occupied), get(l.table), get(l.sigmaX), get(l.sigmaY), get(l.nodes);
        most = std::max(most, l.nodes.size);
    }
    int runCount = (bricks + RUN - 1) / RUN;
    Line<float> sums, scratch, gradient, nodes;
    Line<int> places;
    sums.make((size_t)bricks * 4 * LANES), gradient.make(sums.size), nodes.make((most + 32) * LANES);
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
        double t1 = now();
        size_t cells = 0;
        for (auto& layer : runs) for (auto& run : layer) cells = std::max(cells, run.scales.size());
        if (cells + 32 > scratch.size) scratch.make(cells + 32), places.make(cells + 32);
        double best[2] = {1e30, 1e30}, total = 0;
        for (int repeat = 0; repeat < 3; repeat++)
        {
            double a = now();
            std::fill(sums.data, sums.data + sums.size, 0.f);
            for (int r = 0; r < runCount; r++)
                for (size_t l = 0; l < layers.size(); l++)
                {
                    if (l + 1 < layers.size()) runs[l + 1][r].prefetch();
                    forward(runs[l][r], layers[l], sums.data, scratch.data);
                }
            double b = now();
            total = 0;
            for (size_t l = 0; l < layers.size(); l++)
            {
                std::fill(nodes.data, nodes.data + layers[l].nodes.size * LANES, 0.f);
                for (int r = 0; r < runCount; r++)
                {
                    if (r + 1 < runCount) runs[l][r + 1].prefetch();
                    adjoint(runs[l][r], layers[l], gradient.data, nodes.data, scratch.data, places.data);
                }
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

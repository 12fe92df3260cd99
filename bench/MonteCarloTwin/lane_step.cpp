// The C++ twin of the Monte Carlo engine's inner loop (src/Hanbeam.Dose/MonteCarlo/LaneStep.cs): the same operations on the same numbers, so the same energy left.
//   g++ -O3 -march=native -ffp-contract=off -o lane_step bench/MonteCarloTwin/lane_step.cpp
//   dotnet run -c Release --project bench/Hanbeam.Benchmarks -- monte-carlo 400000 ./lane_step
#include <immintrin.h>
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <vector>

typedef __m512 F;
typedef __m512i I;

static const int NX = 64, NY = 64, NZ = 100, STRIDE = 4, CELLS = 576, FIRST = 120 << 5, SHIFT = 18;
static const float SPACING = 2, PLACE = 1.f / (1 << SHIFT), LOWEST = 1.f / 128;

static inline F of(float x) { return _mm512_set1_ps(x); }
static inline I whole(int x) { return _mm512_set1_epi32(x); }
static inline F fma(F a, F b, F c) { return _mm512_fmadd_ps(a, b, c); }
static inline F lesser(F a, F b) { return _mm512_min_ps(a, b); }
static inline F greater(F a, F b) { return _mm512_max_ps(a, b); }
static inline F number(I x) { return _mm512_cvtepi32_ps(x); }
static inline F bits(I x) { return _mm512_castsi512_ps(x); }
static inline I bits(F x) { return _mm512_castps_si512(x); }

static inline F logarithm(F x)
{
    I root = whole(0x3F3504F3), b = _mm512_sub_epi32(bits(x), root);
    F exponent = number(_mm512_srai_epi32(b, 23));
    F t = bits(_mm512_add_epi32(_mm512_and_si512(b, whole(0x7FFFFF)), root)) - of(1);
    F p = fma(of(-0.079027437f), t, of(0.12622319f));
    for (float c : {-0.12998183f, 0.14214496f, -0.16641282f, 0.20001045f, -0.25000307f, 0.33333331f}) p = fma(p, t, of(c));
    F square = t * t;
    return fma(exponent, of(0.6931472f), fma(p * t, square, fma(of(-0.5f), square, t)));
}

static inline F exponential(F x)
{
    F y = greater(x * of(1.442695f), of(-126));
    F w = _mm512_floor_ps(y + of(0.5f)), t = y - w;
    F p = fma(of(0.00015403530f), t, of(0.0013333558f));
    for (float c : {0.009618129f, 0.05550411f, 0.24022651f, 0.6931472f, 1.f}) p = fma(p, t, of(c));
    return p * bits(_mm512_slli_epi32(_mm512_add_epi32(_mm512_cvttps_epi32(w), whole(127)), 23));
}

static inline void sincos_turns(F turns, F& sin, F& cos)
{
    I quarter = _mm512_cvttps_epi32(fma(turns, of(4), of(0.5f)));
    F r = fma(turns, of(4), of(0) - number(quarter)), square = r * r;
    F s = fma(of(0.00016044118f), square, of(-0.0046817541f));
    for (float k : {0.07969263f, -0.6459641f, 1.5707964f}) s = fma(s, square, of(k));
    s = s * r;
    F c = fma(of(0.00091926028f), square, of(-0.020863481f));
    for (float k : {0.25366951f, -1.2337006f, 1.f}) c = fma(c, square, of(k));
    __mmask16 odd = _mm512_test_epi32_mask(quarter, whole(1));
    I sign = _mm512_slli_epi32(_mm512_and_si512(quarter, whole(2)), 30);
    I other = _mm512_slli_epi32(_mm512_and_si512(_mm512_add_epi32(quarter, whole(1)), whole(2)), 30);
    sin = bits(_mm512_xor_si512(bits(_mm512_mask_blend_ps(odd, s, c)), sign));
    cos = bits(_mm512_xor_si512(bits(_mm512_mask_blend_ps(odd, c, s)), other));
}

static inline void philox_half(I block, I low, I high, uint64_t seed, I& x, I& y, I& z, I& w)
{
    uint32_t k = (uint32_t)seed, l = (uint32_t)(seed >> 32);
    x = block, y = _mm512_setzero_si512(), z = low, w = high;
    for (int round = 0; round < 10; round++)
    {
        I p = _mm512_mul_epu32(x, _mm512_set1_epi64(0xD2511F53)), q = _mm512_mul_epu32(z, _mm512_set1_epi64(0xCD9E8D57));
        x = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(q, 32), y), _mm512_set1_epi64(k));
        z = _mm512_xor_si512(_mm512_xor_si512(_mm512_srli_epi64(p, 32), w), _mm512_set1_epi64(l));
        y = q, w = p, k += 0x9E3779B9, l += 0xBB67AE85;
    }
}

static inline void transpose(F a, F b, F c, F d, F out[4])
{
    __m512d ab = (__m512d)_mm512_unpacklo_ps(a, b), ab2 = (__m512d)_mm512_unpackhi_ps(a, b);
    __m512d cd = (__m512d)_mm512_unpacklo_ps(c, d), cd2 = (__m512d)_mm512_unpackhi_ps(c, d);
    out[0] = (F)_mm512_unpacklo_pd(ab, cd), out[1] = (F)_mm512_unpackhi_pd(ab, cd);
    out[2] = (F)_mm512_unpacklo_pd(ab2, cd2), out[3] = (F)_mm512_unpackhi_pd(ab2, cd2);
}

static inline void load_rows(const float* table, const int* offsets, F out[4])
{
    F r[4];
    for (int n = 0; n < 4; n++)
    {
        r[n] = _mm512_castps128_ps512(_mm_loadu_ps(table + offsets[n]));
        r[n] = _mm512_insertf32x4(r[n], _mm_loadu_ps(table + offsets[n + 4]), 1);
        r[n] = _mm512_insertf32x4(r[n], _mm_loadu_ps(table + offsets[n + 8]), 2);
        r[n] = _mm512_insertf32x4(r[n], _mm_loadu_ps(table + offsets[n + 12]), 3);
    }
    transpose(r[0], r[1], r[2], r[3], out);
}

struct Inputs
{
    int ions;
    float rows[CELLS * 8], integrals[CELLS * 4], electrons, slope, scatter, cut, range, energy;
} in;

// Memory in blocks of 8 × 8 × 8, the bits of the indices by turns inside: BlockOrder.cs.
static const int BX = NX / 8, BY = NY / 8, PLACES = BX * BY * ((NZ + 7) / 8) * 512;
static inline int spread(int n) { return (n & 1) | (n & 2) << 2 | (n & 4) << 4; }
static inline int place(int i, int j, int k) { return (((k >> 3) * BY + (j >> 3)) * BX + (i >> 3)) * 512 + (spread(i) | spread(j) << 1 | spread(k) << 2); }
static inline I places(I i, I j, I k)
{
    alignas(64) static const int s[16] = {0, 1, 8, 9, 64, 65, 72, 73, 0, 1, 8, 9, 64, 65, 72, 73};
    I table = _mm512_load_si512(s);
    I inside = _mm512_or_si512(_mm512_permutexvar_epi32(i, table), _mm512_or_si512(_mm512_permutexvar_epi32(j, _mm512_slli_epi32(table, 1)), _mm512_permutexvar_epi32(k, _mm512_slli_epi32(table, 2))));
    I block = _mm512_add_epi32(_mm512_mullo_epi32(_mm512_srai_epi32(k, 3), whole(BY)), _mm512_srai_epi32(j, 3));
    block = _mm512_add_epi32(_mm512_mullo_epi32(block, whole(BX)), _mm512_srai_epi32(i, 3));
    return _mm512_add_epi32(_mm512_slli_epi32(block, 9), inside);
}

static std::vector<uint32_t> words(PLACES, 0x3F800000u);
static std::vector<float> cells(PLACES* STRIDE + 16);

struct alignas(64) Group
{
    F pos[3], dir[3], range, energy, to_reaction, to_hard, variance, shape, scattering, inverse_number, attempts;
    I cell[3], block, low, next;
    int offsets[16], voxel[16];
    float scratch[64];
    __m512d deposited[2];
    unsigned empty;
};

static inline void set(F& v, int lane, float x) { ((float*)&v)[lane] = x; }
static inline void set(I& v, int lane, int x) { ((int*)&v)[lane] = x; }

static void enter(Group& g, int lane, int n)
{
    float x = 44 + n % 41, y = 44 + n / 41 % 41;
    set(g.pos[0], lane, x), set(g.pos[1], lane, y), set(g.pos[2], lane, 0);
    set(g.dir[0], lane, 0), set(g.dir[1], lane, 0), set(g.dir[2], lane, 1);
    set(g.cell[0], lane, (int)x / 2), set(g.cell[1], lane, (int)y / 2), set(g.cell[2], lane, 0);
    set(g.range, lane, in.range), set(g.energy, lane, in.energy), set(g.to_reaction, lane, 1e9f), set(g.to_hard, lane, 1e9f);
    set(g.block, lane, 0), set(g.low, lane, n);
    int b;
    memcpy(&b, &in.range, 4);
    const float* row = in.rows + ((b >> SHIFT) - FIRST) * 8;
    set(g.variance, lane, row[3]), set(g.shape, lane, row[4]), set(g.scattering, lane, row[5]), set(g.inverse_number, lane, row[6]), set(g.attempts, lane, row[7]);
    set(g.next, lane, place((int)x / 2, (int)y / 2, 0));
}

static inline F border(I cell, F pos, F dir)
{
    __mmask16 back = _mm512_cmp_ps_mask(dir, of(0), _CMP_LT_OQ);
    F speed = _mm512_mask_blend_ps(back, greater(dir, of(1e-9f)), lesser(dir, of(-1e-9f)));
    F plane = number(_mm512_mask_add_epi32(_mm512_add_epi32(cell, whole(1)), back, cell, whole(0))) * of(SPACING);
    return greater(of(0), (plane - pos) / speed);
}

static inline F unit(I word) { return number(_mm512_add_epi32(_mm512_srli_epi32(word, 8), whole(1))) * of(1.f / (1 << 24)); }

static inline F integral(Group& g, F range)
{
    I b = bits(range);
    F place = number(_mm512_and_si512(b, whole((1 << SHIFT) - 1))) * of(PLACE);
    _mm512_storeu_si512(g.offsets, _mm512_slli_epi32(_mm512_sub_epi32(_mm512_srai_epi32(b, SHIFT), whole(FIRST)), 2));
    F c[4];
    load_rows(in.integrals, g.offsets, c);
    return fma(place, c[1], c[0]);
}

static unsigned step(Group& g, uint64_t seed)
{
    _mm512_storeu_si512(g.voxel, g.next);
    alignas(64) uint32_t w16[16];
    for (int n = 0; n < 16; n++) w16[n] = words[g.voxel[n]];
    F density = bits(_mm512_and_si512(_mm512_load_si512(w16), whole(~255)));
    F ratio = fma(of(in.slope), g.inverse_number, of(in.electrons)), inverse_ratio = of(1) / ratio, water = density * ratio;
    F cut = greater(of(in.cut) * water, of(LOWEST));
    F to[3];
    for (int a = 0; a < 3; a++) to[a] = border(g.cell[a], g.pos[a], g.dir[a]);
    F to_border = lesser(to[0], lesser(to[1], to[2]));
    F attempts = density * g.attempts, hard = density * of(0.02f);
    F to_reaction = g.to_reaction / attempts, to_hard = g.to_hard / hard, to_share = fma(of(0.3f), g.range, cut) / water;
    F length = lesser(lesser(to_border, to_share), lesser(to_reaction, to_hard));

    I x0, y0, z0, w0, x1, y1, z1, w1;
    philox_half(g.block, g.low, _mm512_setzero_si512(), seed, x0, y0, z0, w0);
    philox_half(_mm512_srli_epi64(g.block, 32), _mm512_srli_epi64(g.low, 32), _mm512_setzero_si512(), seed, x1, y1, z1, w1);
    auto join = [](I even, I odd) { return _mm512_mask_blend_epi32(0xAAAA, even, _mm512_slli_epi64(odd, 32)); };
    I wx = join(x0, x1), wy = join(y0, y1), wz = join(z0, z1), ww = join(w0, w1);
    g.block = _mm512_add_epi32(g.block, whole(1));
    F sin, cos, unused, other;
    sincos_turns(number(_mm512_srli_epi32(wz, 16)) * of(1.f / 65536), sin, cos);
    sincos_turns(number(_mm512_and_si512(wz, whole(0xFFFF))) * of(1.f / 65536), unused, other);
    F radius = _mm512_sqrt_ps(of(-2) * logarithm(unit(wx))), normal = _mm512_sqrt_ps(of(-2) * logarithm(unit(wy))) * other;

    F mean = length * water, path = fma(length * density, of(in.electrons), of(1e-9f));
    F variance = g.variance * path * (of(1) - of(0.45f) * lesser(of(1), mean / g.range));
    F shape = greater(lesser(g.shape * path, lesser(mean * mean / variance, of(1e4f))), of(1e-3f));
    F inverse = of(1) / (shape + of(1));
    F root = greater(of(0), of(1) - inverse * of(1.f / 9) + normal * of(1.f / 3) * _mm512_sqrt_ps(inverse));
    F gamma = (shape + of(1)) * root * root * root * exponential(logarithm(unit(ww)) / shape);
    F after = g.range - greater(of(0), fma(_mm512_sqrt_ps(variance / shape), gamma - shape, mean));
    __mmask16 stops = _mm512_cmp_ps_mask(after, cut, _CMP_LE_OQ);

    F before_scattering = g.scattering, held = greater(after, of(LOWEST)), c[4], d[4];
    I b = bits(held);
    F place = number(_mm512_and_si512(b, whole((1 << SHIFT) - 1))) * of(PLACE);
    _mm512_storeu_si512(g.offsets, _mm512_slli_epi32(_mm512_sub_epi32(_mm512_srai_epi32(b, SHIFT), whole(FIRST)), 3));
    load_rows(in.rows, g.offsets, c);
    load_rows(in.rows + 4, g.offsets, d);
    g.variance = c[3], g.shape = d[0], g.scattering = d[1], g.inverse_number = d[2], g.attempts = d[3];
    F energy = fma(place, fma(place, c[2], c[1]), c[0]);
    F lost = of(12) * _mm512_mask_blend_ps(stops, g.energy - energy, g.energy);
    g.deposited[0] = g.deposited[0] + _mm512_cvtps_pd(_mm512_castps512_ps256(lost));
    g.deposited[1] = g.deposited[1] + _mm512_cvtps_pd(_mm512_extractf32x8_ps(lost, 1));

    F let = inverse_ratio * (integral(g, g.range) - _mm512_maskz_mov_ps(~stops, integral(g, held)));
    _mm512_storeu_si512(g.offsets, _mm512_slli_epi32(_mm512_loadu_si512(g.voxel), 2));
    F r[4];
    transpose(lost, lost * inverse_ratio, lost * inverse_ratio, let, r);
    for (int n = 0; n < 4; n++) _mm512_storeu_ps(g.scratch + 16 * n, r[n]);
    for (int n = 0; n < 16; n++)
    {
        float* cell = cells.data() + g.offsets[n];
        _mm_storeu_ps(cell, _mm_loadu_ps(cell) + _mm_loadu_ps(g.scratch + 16 * (n & 3) + (n & ~3)));
    }

    F angle = _mm512_sqrt_ps(of(0.5f) * (before_scattering + g.scattering) * (length * density * of(in.scatter)));
    F hinge = number(_mm512_or_si512(_mm512_slli_epi32(_mm512_and_si512(wx, whole(255)), 8), _mm512_and_si512(wy, whole(255)))) * of(1.f / 65536);
    F a1 = angle * (radius * sin), a2 = angle * (radius * cos), x = g.dir[0], y = g.dir[1], z = g.dir[2];
    F sign = bits(_mm512_or_si512(_mm512_and_si512(bits(z), whole(0x80000000)), bits(of(1))));
    F a = of(-1) / (sign + z), bb = x * y * a, sx = sign * x;
    F u[3] = {fma(a1, fma(sx * x, a, of(1)), fma(a2, bb, x)), fma(a1, sign * bb, fma(a2, fma(y * y, a, sign), y)), _mm512_fnmadd_ps(a1, sx, _mm512_fnmadd_ps(a2, y, z))};
    F norm = of(1) / _mm512_sqrt_ps(fma(u[0], u[0], fma(u[1], u[1], u[2] * u[2])));
    for (int n = 0; n < 3; n++)
    {
        F v = u[n] * norm;
        g.pos[n] = fma(length, fma(hinge, g.dir[n] - v, v), g.pos[n]);
        g.dir[n] = v;
    }
    g.range = after, g.energy = energy;
    g.to_reaction = greater(_mm512_fnmadd_ps(length, attempts, g.to_reaction), of(1e-9f));
    g.to_hard = greater(_mm512_fnmadd_ps(length, hard, g.to_hard), of(1e-9f));
    __mmask16 cross = _mm512_cmp_ps_mask(length, to_border, _CMP_EQ_OQ);
    for (int n = 0; n < 3; n++)
    {
        __mmask16 here = n < 2 ? cross & _mm512_cmp_ps_mask(to[n], to_border, _CMP_EQ_OQ) : cross;
        I way = _mm512_mask_blend_epi32(_mm512_cmp_ps_mask(g.dir[n], of(0), _CMP_LT_OQ), whole(1), whole(-1));
        g.cell[n] = _mm512_mask_add_epi32(g.cell[n], here, g.cell[n], way);
        cross &= ~here;
    }
    __mmask16 out = _mm512_cmp_epu32_mask(g.cell[0], whole(NX), _MM_CMPINT_NLT) | _mm512_cmp_epu32_mask(g.cell[1], whole(NY), _MM_CMPINT_NLT) | _mm512_cmp_epu32_mask(g.cell[2], whole(NZ), _MM_CMPINT_NLT);
    g.next = places(g.cell[0], g.cell[1], g.cell[2]);
    const int* next = (const int*)&g.next;
    for (int n = 0; n < 16; n++)
    {
        _mm_prefetch((const char*)(words.data() + next[n]), _MM_HINT_T0);
        _mm_prefetch((const char*)(cells.data() + (long)next[n] * STRIDE), _MM_HINT_T0);
    }
    return stops | out;
}

static long run(double& deposited)
{
    static Group groups[2];
    memset(groups, 0, sizeof groups);
    std::fill(cells.begin(), cells.end(), 0.f);
    groups[0].empty = groups[1].empty = 0xFFFF;
    long steps = 0;
    for (int turn = 0, next = 0;; turn ^= 1)
    {
        Group& g = groups[turn];
        for (; g.empty; g.empty &= g.empty - 1)
        {
            if (next == in.ions) goto done;
            enter(g, __builtin_ctz(g.empty), next++);
        }
        g.empty = step(g, 1);
        steps += 16;
    }
done:
    deposited = 0;
    for (Group& g : groups) deposited += _mm512_reduce_add_pd(g.deposited[0]) + _mm512_reduce_add_pd(g.deposited[1]);
    return steps;
}

int main(int count, char** values)
{
    FILE* file = count > 1 ? fopen(values[1], "rb") : nullptr;
    if (!file || fread(&in, sizeof in, 1, file) != 1) return fprintf(stderr, "usage: lane_step FILE (written by the benchmark)\n"), 2;
    fclose(file);
    double deposited;
    run(deposited);
    timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    long steps = run(deposited);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    printf("%.1f ns a step of one ion; energy left %.17g MeV\n", ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / steps, deposited);
}

using BenchmarkDotNet.Attributes;
using Hanbeam.Dicom.Ct;
using Hanbeam.Numerics.Grids;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Doses;
using Hanbeam.Treatment.Evaluation;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Benchmarks;

/// <summary>
/// The histograms of a whole structure set of a head-and-neck patient, from contours, in a dose on 3 mm voxels over the whole CT: a lump around the first target with
/// a fall-off all over the patient. Needs the open cases: set HANBEAM_SHARED to the folder that holds <c>cases</c>.
/// </summary>
public class DvhBenchmark
{
    private const double GridMm = 3;

    private Structure[] structures = [];
    private StructureBody[] bodies = [];
    private DoseVolume dose = null!;

    /// <summary>The case: 9 and 10 structures, 9.4 and 11.6 litres of them the outline.</summary>
    [Params("openkbp_pt_004", "openkbp_pt_112")]
    public string Patient { get; set; } = "";

    /// <summary>Reads the contours and makes the dose.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var shared = Environment.GetEnvironmentVariable("HANBEAM_SHARED") ?? throw new InputException("HANBEAM_SHARED is not set; this benchmark needs the open cases");
        var patient = DicomCaseReader.Read(Path.Combine(shared, "cases", Patient));
        structures = [.. patient.Structures.Where(structure => !structure.IsEmpty)];
        bodies = [.. structures.Select(structure => StructureBody.Of(structure, patient.Ct.Hounsfield.Geometry.Spacing.Z))];
        var geometry = patient.Ct.Hounsfield.Geometry.Resampled(GridMm);
        var target = StructureRasterizer.Rasterize(structures.First(structure => structure.Name == "PTV_7000"), geometry);
        var distance = StructureAlgebra.OutsideDistanceMm(target);
        var values = Array.ConvertAll(distance, mm => (float)(57.6 / (1 + mm / 15)));
        dose = new DoseVolume { Values = new Grid<float>(geometry, values), Quantity = DoseQuantity.RbeWeightedDose, RbeModel = "mmkm-qst" };
    }

    /// <summary>Bodies from contours and their histograms, one thread.</summary>
    [Benchmark]
    public double FromContoursOneThread() => structures.Sum(structure => DoseVolumeHistogram.Create(structure, dose, new WorkContext(1)).D95);

    /// <summary>The same on two threads.</summary>
    [Benchmark(Baseline = true)]
    public double FromContours() => structures.Sum(structure => DoseVolumeHistogram.Create(structure, dose, new WorkContext(2)).D95);

    /// <summary>The histograms of bodies that are there already, as for the second dose of a plan; two threads.</summary>
    [Benchmark]
    public double FromBodies() => bodies.Sum(body => DoseVolumeHistogram.Create(body, dose, new WorkContext(2)).D95);

    /// <summary>The volume in an isodose of the whole grid; two threads.</summary>
    [Benchmark]
    public double Isodose() => IsodoseVolume.Cc(dose, 28.8, new WorkContext(2));
}

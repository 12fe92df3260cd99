using System.Diagnostics;
using System.Globalization;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Geometry;
using Hanbeam.Numerics.Grids;
using Hanbeam.Treatment.Imaging;
using Hanbeam.Treatment.Structures;

namespace Hanbeam.Benchmarks;

/// <summary>
/// Time and memory of importing a CT of 512 × 512 × 300 voxels from DICOM, measured in a process of its own: BenchmarkDotNet would count what it allocates
/// itself. The files are made by another process and are in the system's cache.
/// </summary>
public static class CtImport
{
    private const int Columns = 512;
    private const int Slices = 300;
    private const int Repeats = 5;

    public static int Run()
    {
        var empty = ResidentBytes("VmRSS");
        var folder = Directory.CreateTempSubdirectory("hanbeam-ct-import-").FullName;
        try
        {
            using (var writer = Process.Start(Environment.ProcessPath!, ["ct-import", folder])) writer.WaitForExit();
            var fileBytes = Directory.EnumerateFiles(folder).Sum(path => new FileInfo(path).Length);
            var processor = Process.GetCurrentProcess().TotalProcessorTime;
            var seconds = new List<double> { Import(folder) };
            processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
            var peak = ResidentBytes("VmHWM") - empty;
            while (seconds.Count < Repeats) seconds.Add(Import(folder));
            var volume = 4L * Columns * Columns * Slices;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"512 x 512 x 300 voxels, {fileBytes / 1e6:0} MB of files, {volume / 1e6:0} MB as single-precision HU"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first import {seconds[0]:0.00} s ({processor.TotalSeconds:0.00} s of processor time), best of {Repeats} {seconds.Min():0.00} s, on {Environment.ProcessorCount} processors"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory {peak / 1e6:0} MB above the empty process: {(double)peak / volume:0.00} times the volume, {(double)peak / fileBytes:0.00} times the files"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes the files.</summary>
    public static int Write(string folder)
    {
        var geometry = new GridGeometry(new Vector3d(-250, -250, -300), new Vector3d(0.977, 0.977, 2), Columns, Columns, Slices);
        var grid = new Grid<float>(geometry);
        for (var n = 0; n < grid.Values.Length; n++) grid.Values[n] = (n * 2654435761L >> 8) % 3000 - 1000;
        var patient = new PatientCase
        {
            Source = "bench",
            Kind = CaseKind.Dicom,
            Ct = new CtImage(grid, PatientPosition.HFS),
            Structures = [new Structure { Name = "BODY", Type = "EXTERNAL", Number = 1, Contours = [new Contour(0, [-100, 100, 100, -100], [-100, -100, 100, 100])] }],
            Identity = new StudyIdentity { PatientName = "BENCH", PatientId = "BENCH", StudyId = "1" },
        };
        CtSeriesWriter.Write(folder, patient, DateTimeOffset.UnixEpoch);
        RtStructureSetWriter.Write(Path.Combine(folder, "RTSTRUCT.dcm"), patient, DateTimeOffset.UnixEpoch);
        return 0;
    }

    private static double Import(string folder)
    {
        var start = Stopwatch.GetTimestamp();
        var read = DicomCaseReader.Read(folder);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return read.Ct.Hounsfield.Geometry.Nz == Slices ? seconds : throw new InvalidOperationException("the case did not come back whole");
    }

    // Linux tells the resident memory now (VmRSS) and at its highest (VmHWM), kB.
    private static long ResidentBytes(string what) =>
        1024 * long.Parse(File.ReadLines("/proc/self/status").First(line => line.StartsWith(what, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture);
}
